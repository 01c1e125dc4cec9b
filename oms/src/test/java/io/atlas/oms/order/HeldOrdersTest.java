package io.atlas.oms.order;

import static io.atlas.oms.order.Desk.bought;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport.RequestRefused;
import org.junit.jupiter.api.Test;

/** How long ended orders stay, with a desk that keeps the last two in any case. */
class HeldOrdersTest {
    private final Desk desk = new Desk(2);
    private long events = -1;

    @Test
    void memoryStaysFlatHoweverManyOrdersEnd() {
        for (int i = 0; i < 1_000; i++) {
            ended();
            desk.eventsSeen = events;
        }
        assertThat(desk.desk.orders()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void anEndTheGatewayHasNotSeenIsRemembered() {
        long first = ended();
        for (int i = 0; i < 20; i++) {
            ended();
        }
        assertThat(desk.desk.orders()).hasSize(21);

        long cancel = desk.cancel(first);
        confirm();
        assertThat(desk.last().changes()).isEmpty();

        desk.report(new RequestRefused(first, cancel, Reason.TOO_LATE));
        assertThat(desk.last().changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.CANCEL_REFUSED);
            assertThat(change.requestClOrdId()).isEqualTo("cxl-" + OrderIds.offset(cancel));
            assertThat(change.order().orderId()).isEqualTo(first);
        });
        assertThat(desk.alarms).isEmpty();
    }

    @Test
    void anUnansweredRequestKeepsItsOrder() {
        long first = ended();
        long cancel = desk.cancel(first);
        confirm();
        desk.eventsSeen = events;
        for (int i = 0; i < 20; i++) {
            ended();
            desk.eventsSeen = events;
        }

        desk.report(new RequestRefused(first, cancel, Reason.TOO_LATE));
        confirm();
        assertThat(desk.last().changes()).hasSize(1);

        desk.eventsSeen = events;
        ended();
        assertThat(desk.order(first)).isNull();
    }

    @Test
    void whatBecomesOfALateReportDependsOnlyOnHowManyOrdersEndedSince() {
        long first = ended();
        ended();
        desk.report(bought(first, "1", "100"));
        confirm();
        assertThat(desk.last().changes()).singleElement().satisfies(change -> assertThat(change.kind())
                .isEqualTo(Kind.QUARANTINED));

        ended();
        assertThat(desk.order(first))
                .as("still in memory: the gateway has not seen its end")
                .isNotNull();
        desk.report(bought(first, "1", "100"));
        assertThat(desk.last().changes()).isEmpty();
        assertThat(desk.alarms).hasSize(2);
    }

    private long ended() {
        long orderId = desk.open(Side.BUY, "10", "100");
        confirm();
        desk.report(bought(orderId, "10", "100"));
        confirm();
        return orderId;
    }

    private void confirm() {
        desk.desk.confirmed(++events, desk.last());
    }
}
