package io.atlas.console.view;

import static io.atlas.console.view.ConsoleRig.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderState;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchedTest {
    private static final Watched NOTHING = new Watched(Set.of(), Set.of());

    private final ConsoleRig rig = new ConsoleRig().step();

    @Test
    void whatNobodyMaySeeIsNotReadAndTheRestIsWholeAllTheSame() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "1", "50000");
        rig.event(OrderChange.Kind.ACCEPTED, order(id, "DESK-1", "C-1", OrderState.NEW, "1", "0"), Reason.NONE);
        rig.deposit("DESK-1", "USD", "1000");
        rig.fix("DESK", true, 1, "D", "11=C-1|");
        rig.trades(ConsoleRig.traded("50000", "1", Side.BUY, id));

        ConsoleRig blind = rig.restarted(NOTHING);

        assertThat(blind.view.caughtUp()).isTrue();
        assertThat(blind.view.orders("DESK-1")).isEmpty();
        assertThat(blind.view.fixMessages(Set.of("DESK"), 10)).isEmpty();
        assertThat(blind.view.marketOrNull("BTC-USD").tapeSince(0, 10))
                .as("trades are public")
                .hasSize(1);
        assertThat(blind.view.alarms()).isEmpty();
    }

    @Test
    void aQuarantineRaisesTheAlarmWhoeversOrderItWas() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "1", "50000");
        rig.event(OrderChange.Kind.QUARANTINED, order(id, "DESK-1", "C-1", OrderState.NEW, "1", "0"), Reason.NONE);

        ConsoleRig blind = rig.restarted(NOTHING);

        assertThat(blind.view.violations()).isEqualTo(1);
        assertThat(blind.view.alarms()).hasSize(1);
    }
}
