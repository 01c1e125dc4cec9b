package io.atlas.gateway.closed;

import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.RowWriter;
import io.atlas.wire.snapshot.SnapshotImage.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Closed orders in a snapshot. A full page of an arena never changes again, so it is a segment, which is written once; the
 * last page of each day, the days and the words are rows of every snapshot.
 */
public final class ClosedRows {
    private static final String WORD = "word";
    private static final String DAY = "closedDay";
    private static final String BYTES = "closedBytes";
    /** A page in rows of a few kilobytes, so that a step of the writer stays short. */
    private static final int ROW_BYTES = 8 * 1024;

    /** Bytes of a page from some place on. What is in use of a page never changes, so a reference will do. */
    private record Piece(long day, byte[] page, int from, int to) {}

    private final ClosedOrders restored;
    private final Map<Long, Arena> arenas = new TreeMap<>();

    /** Gathers the rows of a snapshot for that memory, which must be empty. */
    public ClosedRows(ClosedOrders restored) {
        this.restored = restored;
    }

    /** The full pages. */
    public static List<Segment> segments(ClosedOrders closed) {
        List<Segment> segments = new ArrayList<>();
        closed.days().forEach((day, content) -> {
            Arena arena = content.arena();
            for (int page = 0; page < arena.pages() - 1; page++) {
                byte[] bytes = arena.content(page);
                segments.add(new Segment("closed-" + day + '-' + page, () -> pieces(day, bytes, bytes.length)));
            }
        });
        return segments;
    }

    /** All else, as it is now. */
    public static RowSource rest(ClosedOrders closed) {
        List<RowSource> sources = new ArrayList<>();
        List<String> words = closed.words().all();
        sources.add(RowSource.of(
                words, (out, word) -> out.start(WORD).text("text", word).end()));
        closed.days().forEach((day, content) -> {
            Arena arena = content.arena();
            int last = arena.pages() - 1;
            sources.add(RowSource.of(
                    List.of(day),
                    (out, each) -> out.start(DAY).number("day", each).end()));
            if (last >= 0) {
                sources.add(pieces(day, arena.content(last), arena.used(last)));
            }
        });
        return RowSource.all(sources.toArray(RowSource[]::new));
    }

    private static RowSource pieces(long day, byte[] page, int used) {
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < used; from += ROW_BYTES) {
            pieces.add(new Piece(day, page, from, Math.min(used, from + ROW_BYTES)));
        }
        return RowSource.of(pieces, ClosedRows::write);
    }

    private static void write(RowWriter out, Piece piece) {
        out.start(BYTES)
                .number("day", piece.day())
                .number("from", piece.from())
                .bytes("bytes", Arrays.copyOfRange(piece.page(), piece.from(), piece.to()))
                .end();
    }

    /** Takes a row if it is one of closed orders; returns whether it is. */
    public boolean onRow(RowReader row) {
        switch (row.kind()) {
            case WORD -> restored.words().number(row.text("text"));
            case DAY -> arenas.computeIfAbsent(row.number("day"), any -> new Arena());
            case BYTES -> {
                Arena arena = arenas.computeIfAbsent(row.number("day"), any -> new Arena());
                arena.restore((int) row.number("from"), row.bytes("bytes"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** All rows are in: the days are indexed again. */
    public void finish() {
        arenas.forEach((day, arena) -> restored.restore(day, new ClosedDay(arena)));
    }
}
