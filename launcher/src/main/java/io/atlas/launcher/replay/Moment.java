package io.atlas.launcher.replay;

import io.atlas.domain.LogPosition;
import io.atlas.domain.Order;
import io.atlas.domain.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a world stood at a moment.
 *
 * @param asOf the moment, in words
 * @param inputs the last input of each partition that is in it
 * @param openOrders by OrderID
 * @param books by symbol
 */
record Moment(
        String asOf,
        List<LogPosition> inputs,
        List<Holding> balances,
        List<Order> openOrders,
        Map<String, Book> books,
        List<Session> sessions) {

    /** What an account has of an asset in a partition; amounts scaled by 10⁻⁸. */
    record Holding(int partition, String account, String asset, long availableAmount, long reservedAmount) {}

    /**
     * A symbol's book.
     *
     * @param tick the market's tick of the last recorded input
     * @param input number of that input
     */
    record Book(String symbol, long tick, long input, List<Level> bids, List<Level> offers) {}

    /** A price level: all of it, and what of it is clients'. */
    record Level(Side side, long px, long qty, long clientQty, int orders) {}

    /**
     * A FIX session.
     *
     * @param lastIn the last MsgSeqNum(34) received, 0 for none
     * @param lastOut the last one sent
     * @param loggedOn a Logon was answered and no Logout has followed; a line that just went dead leaves no message
     * @param lastNs time of the last message either way
     */
    record Session(String session, boolean loggedOn, long lastIn, long lastOut, long lastNs) {}

    /**
     * Where the moment lies. Everything the log holds up to the given time, or one place for the partition it lies in and its time
     * for the others.
     *
     * @param timeNs inputs up to that time are in it
     * @param positionOrNull the last input of its partition (an {@code orders.commands}, {@code orders.events} or {@code
     *     exec.reports} offset); null if the time decides everywhere
     */
    record Cut(long timeNs, LogPosition positionOrNull) {
        /** Whether that input of the partition lies after the moment. */
        boolean excludes(LogPosition input, long inputNs) {
            if (positionOrNull == null || positionOrNull.partition() != input.partition()) {
                return inputNs > timeNs;
            }
            boolean sameStream = positionOrNull.topic().equals(input.topic());
            return sameStream && input.offset() > positionOrNull.offset();
        }

        /** Whether that input is the last one in it. */
        boolean endsWith(LogPosition input) {
            return input.equals(positionOrNull);
        }
    }

    /** One holding per account and asset, over all partitions; they must be in order. */
    static List<Holding> summed(List<Holding> balances) {
        List<Holding> sums = new ArrayList<>();
        for (Holding each : balances) {
            Holding before = sums.isEmpty() ? null : sums.get(sums.size() - 1);
            if (before != null
                    && before.account().equals(each.account())
                    && before.asset().equals(each.asset())) {
                sums.set(
                        sums.size() - 1,
                        new Holding(
                                -1,
                                each.account(),
                                each.asset(),
                                Math.addExact(before.availableAmount(), each.availableAmount()),
                                Math.addExact(before.reservedAmount(), each.reservedAmount())));
            } else {
                sums.add(each);
            }
        }
        return sums;
    }
}
