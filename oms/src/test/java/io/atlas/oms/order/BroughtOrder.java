package io.atlas.oms.order;

import static io.atlas.oms.order.Desk.bought;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Refused;
import java.util.List;

/**
 * A buy of 10 at 100 brought to a named state: {@code wait}, {@code new}, {@code part} (4 of 10 filled), {@code full}, {@code gone}
 * (cancelled unasked), {@code refused}; then its unanswered requests in the order they were made: {@code c}ancel,
 * {@code r}eplace to 20 at 90. {@code full-c} asked before the last fill; {@code full+c} after it: too late to show.
 */
final class BroughtOrder {
    final Desk desk = new Desk();
    long orderId;
    long cancel = OrderIds.of(Desk.PARTITION, 998);
    long replace = OrderIds.of(Desk.PARTITION, 999);

    void to(String state) {
        String[] words = state.split("[-+]");
        String requests = words.length > 1 ? words[1] : "";
        boolean late = state.contains("+");
        orderId = desk.open(Side.BUY, "10", "100");
        boolean accepted = !List.of("wait", "refused").contains(words[0]);
        if (accepted) {
            desk.report(new Accepted(orderId));
        }
        if (words[0].equals("part")) {
            desk.report(bought(orderId, "4", "99"));
        }
        if (!late) {
            ask(requests);
        }
        switch (words[0]) {
            case "full" -> desk.report(bought(orderId, "10", "100"));
            case "gone" -> desk.report(new Canceled(orderId, OrderIds.NONE, Reason.SELF_TRADE));
            case "refused" -> desk.report(new Refused(orderId, Reason.VENUE_REFUSED));
            default -> assertThat(words[0]).isIn("wait", "new", "part");
        }
        if (late) {
            ask(requests);
            assertThat(desk.last().changes()).as("too late to show").isEmpty();
        }
    }

    private void ask(String requests) {
        for (char request : requests.toCharArray()) {
            if (request == 'c') {
                cancel = desk.cancel(orderId);
            } else {
                replace = desk.replace(orderId, "20", "90");
            }
        }
    }
}
