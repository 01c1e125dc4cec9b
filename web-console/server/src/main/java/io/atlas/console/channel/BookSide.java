package io.atlas.console.channel;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import java.util.ArrayList;
import java.util.List;

/** One side of a book as rows for the eye: grouped, and filled up to the depth with synthetic rows that say what they are. */
final class BookSide {
    /** A row; the total sums all rows up to it. */
    record Row(long px, long qty, boolean synthetic) {}

    /** What a synthetic row is worth, at most and at least, in the quote asset: 20,000 to 120,000. */
    private static final long LEAST_WORTH = 20_000;

    private static final int WORTH_RANGE = 100_000;

    private BookSide() {}

    /**
     * The rows of a side, best first.
     *
     * @param levels real ones, best first
     * @param groupPx the step of a row: a bid is shown at or below its price, an offer at or above
     */
    static List<Row> rows(List<FeedBook.Level> levels, Side side, Instrument instrument, int depth, long groupPx) {
        List<Row> rows = new ArrayList<>(depth);
        long px = 0;
        long qty = 0;
        for (FeedBook.Level level : levels) {
            long groupedPx = grouped(level.px(), side, groupPx);
            if (groupedPx != px && qty > 0) {
                rows.add(new Row(px, qty, false));
                if (rows.size() == depth) {
                    return rows;
                }
                qty = 0;
            }
            px = groupedPx;
            qty += level.qty();
        }
        if (qty > 0) {
            rows.add(new Row(px, qty, false));
            fill(rows, side, instrument, depth, groupPx);
        }
        return rows;
    }

    private static long grouped(long px, Side side, long groupPx) {
        return side == Side.BUY ? Math.floorDiv(px, groupPx) * groupPx : -Math.floorDiv(-px, groupPx) * groupPx;
    }

    private static void fill(List<Row> rows, Side side, Instrument instrument, int depth, long groupPx) {
        long px = rows.get(rows.size() - 1).px();
        while (rows.size() < depth) {
            px += side == Side.BUY ? -groupPx : groupPx;
            if (px <= 0) {
                return;
            }
            rows.add(new Row(px, syntheticQty(px, instrument), true));
        }
    }

    /** A function of the price alone: the row does not flicker while the market moves. */
    private static long syntheticQty(long px, Instrument instrument) {
        long mixed = px * 0x9E37_79B9_7F4A_7C15L;
        long worth = LEAST_WORTH + Math.floorMod(mixed ^ mixed >>> 29, WORTH_RANGE);
        double qty = (double) worth / instrument.referencePx() * FixedPoint.ONE * FixedPoint.ONE;
        return Math.max(1, (long) (qty / instrument.lotQty())) * instrument.lotQty();
    }

    /** The rows as JSON: {@code [[px,size,total,flag],…]}. */
    static String json(List<Row> rows) {
        StringBuilder json = new StringBuilder(rows.size() * 48).append('[');
        long total = 0;
        for (Row row : rows) {
            total += row.qty();
            json.append(json.length() == 1 ? "[\"" : ",[\"").append(FixedPoint.format(row.px()));
            json.append("\",\"").append(FixedPoint.format(row.qty()));
            json.append("\",\"").append(FixedPoint.format(total));
            json.append(row.synthetic() ? "\",\"S\"]" : "\",\"\"]");
        }
        return json.append(']').toString();
    }

    /** The real quantity among the rows. */
    static long realQty(List<Row> rows) {
        return rows.stream().filter(row -> !row.synthetic()).mapToLong(Row::qty).sum();
    }
}
