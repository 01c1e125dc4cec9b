package io.atlas.venue;

import io.atlas.venue.core.MarketChanges;
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
 * whatever had been sent before. The first update of an epoch holds the whole book, so whoever sees the number jump
 * starts from an empty one.
 */
final class BookStream implements MarketChanges {
    /** 6.9 × 10^10 updates per symbol and epoch; 131,000 epochs stay exact even in a JavaScript number. */
    private static final int EPOCH_SHIFT = 36;

    private static final long HEARTBEAT_NS = 1_000_000_000L;

    private record Waiting(long input, long sinceNs, BookUpdate update) {}

    private final MarketStream.Publisher publisher;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, Long> bookSeqs = new LinkedHashMap<>();
    private final Map<String, BookUpdate> published = new LinkedHashMap<>();
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
        published.clear();
        long firstSeq = core.epochs() << EPOCH_SHIFT;
        core.symbols().forEach(symbol -> bookSeqs.put(symbol, firstSeq));
        nowNs = now;
        input = core.inputNumber();
        confirmedInput = input;
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
        BookUpdate update = new BookUpdate(symbol, bookSeq, bidPx, askPx, levels, trades);
        if (input <= confirmedInput) {
            publish(update);
        } else {
            waiting.addLast(new Waiting(input, nowNs, update));
        }
    }

    /** The journal has this input. */
    void confirmed(long confirmed) {
        confirmedInput = confirmed;
        while (!waiting.isEmpty() && waiting.peekFirst().input() <= confirmed) {
            publish(waiting.removeFirst().update());
        }
    }

    private void publish(BookUpdate update) {
        published.put(update.symbol(), update);
        publisher.publish(update);
    }

    /** Once a second every book says that it stands as it stood; not while the log keeps newer changes waiting that long. */
    int heartbeats(long now) {
        boolean stale = !waiting.isEmpty() && now - waiting.peekFirst().sinceNs() >= HEARTBEAT_NS;
        if (now < heartbeatDueNs || stale) {
            return 0;
        }
        heartbeatDueNs = now + HEARTBEAT_NS;
        for (BookUpdate last : published.values()) {
            publisher.publish(
                    new BookUpdate(last.symbol(), last.bookSeq(), last.bidPx(), last.askPx(), List.of(), List.of()));
        }
        return published.size();
    }

    /** What waits will never be confirmed. */
    void stop() {
        waiting.clear();
    }
}
