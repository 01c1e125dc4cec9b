package io.atlas.gateway.closed;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderState;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.gateway.closed.ClosedOrders.Found;
import io.atlas.gateway.closed.ClosedOrders.Id;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is over is found exactly as it ended, takes little room, and is forgotten day by day. */
class ClosedOrdersTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long MONDAY = 20_780 * DAY_NS + 3_600_000_000_000L;

    private final ClosedOrders closed = new ClosedOrders();

    private static Order order(long orderId, String clOrdId, OrderState state, long cumQty) {
        Side side = orderId % 2 == 0 ? Side.BUY : Side.SELL;
        TimeInForce tif = orderId % 3 == 0 ? TimeInForce.GTC : TimeInForce.IOC;
        OrdType type = orderId % 5 == 0 ? OrdType.MARKET : OrdType.LIMIT;
        return new Order(
                orderId,
                clOrdId,
                "ALFA-1",
                "BTC-USD",
                side,
                type,
                tif,
                10_000 + orderId,
                50_000,
                state,
                cumQty,
                0,
                cumQty * 7,
                null,
                null);
    }

    private void close(String group, long orderId, String clOrdId, long timeNs) {
        Order order = order(orderId, clOrdId, OrderState.CANCELED, orderId);
        closed.at(timeNs);
        closed.closed(order, List.of(new Id(group, clOrdId, orderId)), timeNs);
    }

    @Test
    void anOrderIsFoundByEachOfItsIdsAsItEnded() {
        Order ended = order(42, "r-2", OrderState.FILLED, 10_042);
        List<Id> chain = List.of(new Id("ALFA", "o-1", 1), new Id("ALFA", "r-2", 2), new Id("ALFA", "c-3", 3));
        closed.closed(ended, chain, MONDAY);
        assertThat(closed.findOrNull("ALFA", "r-2")).isEqualTo(new Found(2, ended));
        assertThat(closed.findOrNull("ALFA", "o-1").orderOrNull().orderId()).isEqualTo(42);
        assertThat(closed.findOrNull("ALFA", "c-3").fingerprint()).isEqualTo(3);
        assertThat(closed.findOrNull("ALFA", "o-2")).isNull();
        assertThat(closed.findOrNull("BETA", "o-1")).as("another group's id").isNull();
    }

    @Test
    void aRefusedRequestUsesUpItsIdAndHasNoOrder() {
        closed.refused(new Id("ALFA", "o-1", 7), MONDAY);
        assertThat(closed.findOrNull("ALFA", "o-1")).isEqualTo(new Found(7, null));
    }

    @Test
    void refusedRepeatsAreToldByTheirMessageAndMixWithNoId() {
        closed.repeatRefused(99, MONDAY);
        assertThat(closed.isRepeatRefused(99)).isTrue();
        assertThat(closed.isRepeatRefused(98)).isFalse();
    }

    @Test
    void aDayIsForgottenWhenTwoLaterDaysSayThatItIsOver() {
        close("ALFA", 1, "monday", MONDAY);
        for (int day = 1; day <= 6; day++) {
            close("ALFA", 1 + day, "day-" + day, MONDAY + day * DAY_NS);
            assertThat(closed.findOrNull("ALFA", "monday")).as("on day %d", day).isNotNull();
        }
        close("ALFA", 8, "day-7", MONDAY + 7 * DAY_NS);
        assertThat(closed.findOrNull("ALFA", "monday")).isNull();
        assertThat(closed.findOrNull("ALFA", "day-1")).isNotNull();
    }

    @Test
    void aClockThatJumpsForwardOnceForgetsNothing() {
        close("ALFA", 1, "monday", MONDAY);
        close("ALFA", 2, "in a month", MONDAY + 30 * DAY_NS);
        close("ALFA", 3, "tuesday", MONDAY + DAY_NS);
        assertThat(closed.findOrNull("ALFA", "monday")).isNotNull();
        assertThat(closed.findOrNull("ALFA", "tuesday")).isNotNull();
    }

    @Test
    void anIdUsedAgainAfterItsTimeIsFoundAsUsedLast() {
        close("ALFA", 1, "o-1", MONDAY);
        close("ALFA", 2, "o-1", MONDAY + DAY_NS);
        assertThat(closed.findOrNull("ALFA", "o-1").orderOrNull().orderId()).isEqualTo(2);
        close("ALFA", 3, "o-1", MONDAY + DAY_NS);
        assertThat(closed.findOrNull("ALFA", "o-1").orderOrNull().orderId()).isEqualTo(3);
    }

    /** Ids as a load generator makes them, every third order with a cancel of its own; memory as arrays, not as a guess. */
    @Test
    void aClosedOrderTakesAtMostAHundredAndFiftyBytes() {
        int orders = 200_000;
        for (int i = 0; i < orders; i++) {
            String id = "L07-20261122-" + i;
            Order order = order(i, id, OrderState.CANCELED, 0);
            List<Id> ids = i % 3 == 0
                    ? List.of(new Id("ALFA", id, i), new Id("ALFA", "c-" + id, -i))
                    : List.of(new Id("ALFA", id, i));
            closed.closed(order, ids, MONDAY);
        }
        assertThat(closed.orders()).isEqualTo(orders);
        assertThat(closed.bytes() / orders).isBetween(50L, 150L);
        assertThat(closed.findOrNull("ALFA", "c-L07-20261122-199998")
                        .orderOrNull()
                        .orderId())
                .isEqualTo(199_998);
    }

    @Property(tries = 60)
    void whatIsFoundIsWhatAMapWouldFind(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int count) {
        ClosedOrders tested = new ClosedOrders();
        Map<String, Found> expected = new HashMap<>();
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            String group = "G" + random.nextInt(3);
            // Ids of few letters, so that some are used again.
            String id = Integer.toString(random.nextInt(4_000), 36) + "ü".repeat(random.nextInt(3));
            long fingerprint = random.nextLong();
            if (random.nextInt(4) == 0) {
                tested.refused(new Id(group, id, fingerprint), MONDAY);
                expected.put(group + '/' + id, new Found(fingerprint, null));
            } else {
                Order order = order(random.nextInt(1 << 20), id, OrderState.EXPIRED, random.nextInt(50));
                tested.closed(order, List.of(new Id(group, id, fingerprint)), MONDAY);
                expected.put(group + '/' + id, new Found(fingerprint, order));
            }
        }
        expected.forEach((key, found) -> {
            int slash = key.indexOf('/');
            assertThat(tested.findOrNull(key.substring(0, slash), key.substring(slash + 1)))
                    .isEqualTo(found);
        });
        assertThat(tested.findOrNull("G0", "never used")).isNull();
    }
}
