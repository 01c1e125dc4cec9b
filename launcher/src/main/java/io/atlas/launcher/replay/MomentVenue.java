package io.atlas.launcher.replay;

import io.atlas.domain.EpochStart;
import io.atlas.domain.LogPosition;
import io.atlas.domain.Side;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.launcher.replay.Moment.Book;
import io.atlas.launcher.replay.Moment.Cut;
import io.atlas.launcher.replay.Moment.Level;
import io.atlas.venue.book.RestingOrder;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The venue's books at a moment: a fresh venue takes the journal's inputs again up to there. */
final class MomentVenue extends Fold {
    private static final int SLICE = 1_024;
    private static final int MOST_LEVELS = 10;

    private final Cut cut;
    private final VenueRecordCodec codec = new VenueRecordCodec();
    private final Cursor cursor;
    private final VenueCore core = new VenueCore();
    private LogPosition last;
    private boolean over;

    MomentVenue(CommandLog log, long end, Cut cut) {
        this.cut = cut;
        this.cursor = new Cursor(log, Topics.REPORTS, 0, codec, end);
    }

    @Override
    int work() {
        int count = 0;
        while (count < SLICE && !over && cursor.peekOrNull() != null) {
            Entry<VenueRecord> entry = codec.decode(cursor.take().raw());
            count++;
            LogPosition position = cursor.position(entry.offset());
            boolean elsewhere = cut.positionOrNull() != null
                    && !cut.positionOrNull().topic().equals(Topics.REPORTS);
            over = elsewhere ? entry.time() > cut.timeNs() : cut.excludes(position, entry.time());
            if (!over) {
                take(entry);
                last = position;
                over = cut.endsWith(position);
            }
        }
        return count;
    }

    private void take(Entry<VenueRecord> entry) {
        if (entry.body() instanceof EpochStart start) {
            core.beginEpoch(WorldJson.read(start.config()));
        } else {
            VenueReport report = (VenueReport) entry.body();
            core.rerun(report.tick(), report.instruction());
            core.drainChanges((symbol, bidPx, askPx, levels, trades) -> {});
        }
    }

    /** Every symbol's book, the best levels of it. */
    Map<String, Book> books() {
        Map<String, Book> books = new TreeMap<>();
        for (String symbol : core.symbols()) {
            books.put(
                    symbol,
                    new Book(
                            symbol,
                            core.tick(),
                            core.inputNumber(),
                            levels(symbol, Side.BUY),
                            levels(symbol, Side.SELL)));
        }
        return books;
    }

    private List<Level> levels(String symbol, Side side) {
        List<Level> levels = new ArrayList<>();
        for (RestingOrder order : core.restingOrders(symbol, side)) {
            Level top = levels.isEmpty() ? null : levels.get(levels.size() - 1);
            long clientQty = order.house() ? 0 : order.leavesQty();
            if (top != null && top.px() == order.px()) {
                levels.set(
                        levels.size() - 1,
                        new Level(
                                side,
                                top.px(),
                                top.qty() + order.leavesQty(),
                                top.clientQty() + clientQty,
                                top.orders() + 1));
            } else if (levels.size() < MOST_LEVELS) {
                levels.add(new Level(side, order.px(), order.leavesQty(), clientQty, 1));
            } else {
                break;
            }
        }
        return levels;
    }

    /** The last input that is in the moment, or null. */
    LogPosition lastOrNull() {
        return last;
    }

    @Override
    boolean ended() {
        return over || cursor.done();
    }

    @Override
    void finish() {}

    @Override
    List<Difference.Shown> context() {
        return cursor.recent();
    }

    @Override
    Difference at(RuntimeException broken) {
        return refused(cursor.atHand(), cursor.atHandValueOrNull(), broken, cursor.recent());
    }

    @Override
    List<Cursor> cursors() {
        return List.of(cursor);
    }

    @Override
    long compared() {
        return 0;
    }
}
