package io.atlas.console;

import io.atlas.console.channel.JsonText;
import io.atlas.console.http.Backend.HealthReport;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.Health;
import io.atlas.wire.owners.OwnerRecord;

/** What {@code /health} answers: all parts, by name those that do not serve, and what each service said last of its partitions. */
final class HealthJson {
    private static final long MS = 1_000_000L;

    private HealthJson() {}

    static HealthReport report(ConsoleView view) {
        Health.State overall = view.health().overall();
        JsonText json = new JsonText().object().text("overall", overall.name()).list("broken");
        view.health().parts().stream()
                .filter(part -> part.state() != Health.State.OK)
                .forEach(part -> json.value(part.part() + ": " + part.text()));
        json.endList().list("parts");
        view.health().parts().forEach(part -> json.object()
                .text("part", part.part())
                .text("state", part.state().name())
                .text("text", part.text())
                .end());
        json.endList().list("owners");
        view.owners().forEach(owner -> owner(json, owner, view.silenceNs(owner)));
        return new HealthReport(overall == Health.State.OK, json.endList().end().toString());
    }

    private static void owner(JsonText json, OwnerRecord owner, long silenceNs) {
        json.object()
                .text("service", owner.service())
                .number("partition", owner.partition())
                .text("state", owner.state().name())
                .text("why", owner.why().isEmpty() ? null : owner.why())
                .number("quarantined", owner.quarantined())
                .text("owner", owner.owner())
                .number("silentMs", silenceNs / MS)
                .end();
    }
}
