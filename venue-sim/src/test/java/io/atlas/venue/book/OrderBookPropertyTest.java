package io.atlas.venue.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any commands at all: the fast book answers like the plain one, and a watcher of its changes sees the same book. */
class OrderBookPropertyTest {
    private static final int COMMANDS = 4_000;

    private final RecordedOutcomes fastOutcomes = new RecordedOutcomes();
    private final RecordedOutcomes plainOutcomes = new RecordedOutcomes();
    private final OrderBook fast = new OrderBook(fastOutcomes);
    private final PlainBook plain = new PlainBook(plainOutcomes);
    private final Map<String, Long> watched = new TreeMap<>();
    private long lastId;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void fastBookAnswersLikeThePlainBook(long seed) {
        Random random = new Random(seed);
        // Few prices give long queues, many give deep books.
        int spread = 2 + random.nextInt(60);
        for (int i = 0; i < COMMANDS; i++) {
            String command = "seed " + seed + ", command " + i + ": " + next(random, spread);
            assertThat(fastOutcomes.take()).as(command).isEqualTo(plainOutcomes.take());
            for (Side side : Side.values()) {
                assertThat(fast.restingOrders(side)).as(command).isEqualTo(plain.restingOrders(side));
            }
            fast.audit();
            if (random.nextInt(3) == 0) {
                watch();
                assertThat(watched).as(command).isEqualTo(totals());
            }
        }
    }

    private String next(Random random, int spread) {
        long px = 1_000 + random.nextInt(spread);
        long qty = 1 + random.nextInt(20);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long houseId = -2 - random.nextInt(8);
        int kind = random.nextInt(100);
        if (kind < 50) {
            return enter(random, side, qty, px);
        } else if (kind < 65) {
            long id = anyId(random);
            boolean found = fast.cancel(id, ++lastId);
            assertThat(found).isEqualTo(plain.cancel(id, lastId));
            return "cancel " + id;
        } else if (kind < 85) {
            long id = anyId(random);
            boolean found = fast.replace(id, ++lastId, qty, px);
            assertThat(found).isEqualTo(plain.replace(id, lastId, qty, px));
            return "replace " + id + " " + qty + "@" + px;
        } else if (kind < 95) {
            fast.pull(houseId);
            plain.pull(houseId);
            fast.quote(houseId, side, qty, px);
            plain.quote(houseId, side, qty, px);
            return "quote " + houseId + " " + side + " " + qty + "@" + px;
        }
        fast.take(-99, side, qty, px);
        plain.take(-99, side, qty, px);
        return "take " + side + " " + qty + "@" + px;
    }

    private String enter(Random random, Side side, long qty, long px) {
        long id = ++lastId;
        int group = 1 + random.nextInt(3);
        OrdType ordType = random.nextInt(5) == 0 ? OrdType.MARKET : OrdType.LIMIT;
        TimeInForce tif = TimeInForce.values()[random.nextInt(4)];
        fast.enter(id, group, side, ordType, tif, qty, px);
        plain.enter(id, group, side, ordType, tif, qty, px);
        return "enter " + id + " " + group + " " + side + " " + ordType + " " + tif + " " + qty + "@" + px;
    }

    /** Mostly a young order, which may still rest. */
    private long anyId(Random random) {
        return Math.max(1, lastId - random.nextInt(60));
    }

    private void watch() {
        fast.drainChanges((side, px, qty) -> {
            if (qty == 0) {
                assertThat(watched.remove(side + " " + px)).isNotNull();
            } else {
                assertThat(Objects.equals(watched.put(side + " " + px, qty), qty))
                        .isFalse();
            }
        });
    }

    private Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        for (Side side : Side.values()) {
            plain.restingOrders(side)
                    .forEach(order -> totals.merge(side + " " + order.px(), order.leavesQty(), Long::sum));
        }
        return totals;
    }
}
