package io.atlas.console.view;

import static io.atlas.console.view.ConsoleRig.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderState;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyFoldTest {
    private final ConsoleRig rig = new ConsoleRig().step();

    private void opened(long id, byte[] stamps) {
        rig.event(
                List.of(new OrderChange(
                        OrderChange.Kind.OPENED,
                        order(id, "DESK-1", "C-1", OrderState.PENDING_SUBMIT, "1", "0"),
                        null,
                        Reason.NONE,
                        null)),
                stamps);
    }

    private void accepted(long id, byte[] stamps) {
        rig.event(
                List.of(new OrderChange(
                        OrderChange.Kind.ACCEPTED,
                        order(id, "DESK-1", "C-1", OrderState.NEW, "1", "0"),
                        null,
                        Reason.NONE,
                        null)),
                stamps);
    }

    @Test
    void theHopsAreTheDifferencesOfTheStamps() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "1", "50000");
        opened(id, rig.stamps(1, 0, 1, 3));
        accepted(id, rig.stamps(4, 6, 10));
        rig.entered(id);
        rig.after(15);
        assertThat(rig.view.latency()).isEqualTo(new LatencyView(1, 2, 3, 4, 5, 15, 15));
        rig.after(2_000);
        assertThat(rig.view.ordersPerSecond()).isEqualTo(0.2);
    }

    @Test
    void historyIsNotMeasured() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "1", "50000");
        opened(id, rig.stamps(1, 0, 1, 3));
        accepted(id, rig.stamps(4, 6, 10));
        assertThat(rig.restarted().view.latency().gateway()).isNaN();
    }

    @Test
    void aMissingStampIsNoFigure() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "1", "50000");
        opened(id, null);
        accepted(id, rig.stamps(4, 6, 10));
        assertThat(rig.step().view.latency().endToEndP50()).isNaN();
    }

    @Test
    void anImpossibleReportIsAnAlarmAndCounted() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "1", "50000");
        rig.event(OrderChange.Kind.QUARANTINED, order(id, "DESK-1", "C-1", OrderState.CANCELED, "1", "0"), Reason.NONE);
        assertThat(rig.step().view.violations()).isEqualTo(1);
        assertThat(rig.view.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.id()).isEqualTo("orders.events/0/1.0");
            assertThat(alarm.severity()).isEqualTo(Alarm.Severity.CRITICAL);
        });
    }
}
