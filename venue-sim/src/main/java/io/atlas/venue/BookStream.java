package io.atlas.venue;

import io.atlas.venue.core.MarketChanges;
import io.atlas.venue.core.MarketImages;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the public sees, held back until the journal has it. A book's sequence number is {@code epoch count << 36} plus the
 * number of its updates in this epoch of the journal: it rises by one per update, and across restarts it only rises,
 * whatever had been sent before. Each epoch begins with an image of every book, and once a second there is another one, which
 * repeats the last number: whoever has missed something, or comes late, goes on from there.
 */
final class BookStream implements MarketChanges, MarketImages {
    /** 6.9 × 10^10 updates per symbol and epoch; 131,000 epochs stay exact even in a JavaScript number. */
    private static final int EPOCH_SHIFT = 36;

    private static final long HEARTBEAT_NS = 1_000_000_000L;
    /** A larger book would not fit into a frame of the stream: its heartbeat tells the touch only. */
    private static final int MOST_IMAGE_LEVELS = 20_000;

    private record Waiting(long input, BookUpdate update) {
        /** What it was held back for lies there. */
        BookUpdate at(long offset) {
            return update.trades().isEmpty()
                    ? update
                    : new BookUpdate(
                            update.symbol(),
                            update.bookSeq(),
                            update.image(),
                            update.timeNs(),
                            offset,
                            update.bidPx(),
                            update.askPx(),
                            update.levels(),
                            update.trades());
        }
    }

    private final MarketStream.Publisher publisher;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, Long> bookSeqs = new LinkedHashMap<>();
    private long confirmedInput;
    private long input;
    private long nowNs;
    private long heartbeatDueNs;

    BookStream(MarketStream.Publisher publisher) {
        this.publisher = publisher;
    }

    /** A new epoch: everything in the books is confirmed. */
    void begin(VenueCore core, long now) {
        waiting.clear();
        long imageSeq = (core.epochs() << EPOCH_SHIFT) + 1;
        core.symbols().forEach(symbol -> bookSeqs.put(symbol, imageSeq));
        confirmedInput = core.inputNumber();
        images(core, now);
    }

    private void images(VenueCore core, long now) {
        nowNs = now;
        input = core.inputNumber();
        heartbeatDueNs = now + HEARTBEAT_NS;
        core.drainImages(this);
    }

    /** An input has been applied, or a tick left no record; what it changed waits for the last record before it. */
    void afterInput(VenueCore core, long now) {
        nowNs = now;
        input = core.inputNumber();
        core.drainChanges(this);
    }

    @Override
    public void onChange(
            String symbol, long bidPx, long askPx, List<BookUpdate.LevelChange> levels, List<BookUpdate.Print> trades) {
        long bookSeq = bookSeqs.merge(symbol, 1L, Long::sum);
        send(new BookUpdate(symbol, bookSeq, false, nowNs, BookUpdate.NO_RECORD, bidPx, askPx, levels, trades));
    }

    @Override
    public void onImage(String symbol, long bidPx, long askPx, List<BookUpdate.LevelChange> levels) {
        long bookSeq = bookSeqs.get(symbol);
        send(
                levels.size() <= MOST_IMAGE_LEVELS
                        ? BookUpdate.image(symbol, bookSeq, nowNs, bidPx, askPx, levels)
                        : BookUpdate.heartbeat(symbol, bookSeq, nowNs, bidPx, askPx));
    }

    private void send(BookUpdate update) {
        if (input <= confirmedInput) {
            publisher.publish(update);
        } else {
            waiting.addLast(new Waiting(input, update));
        }
    }

    /** The journal has this input, there. */
    void confirmed(long confirmed, long offset) {
        confirmedInput = confirmed;
        while (!waiting.isEmpty() && waiting.peekFirst().input() <= confirmed) {
            publisher.publish(waiting.removeFirst().at(offset));
        }
    }

    /** Once a second every book says how it stands; not while the log keeps newer changes waiting that long. */
    int heartbeats(VenueCore core, long now) {
        boolean stale = !waiting.isEmpty() && now - waiting.peekFirst().update().timeNs() >= HEARTBEAT_NS;
        if (now < heartbeatDueNs || stale) {
            return 0;
        }
        images(core, now);
        return bookSeqs.size();
    }

    /** What waits will never be confirmed. */
    void stop() {
        waiting.clear();
    }
}
