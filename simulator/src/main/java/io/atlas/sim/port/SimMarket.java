package io.atlas.sim.port;

import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.Faults;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The venue's stream of book changes. A listener may miss any of them; the venue never notices. */
public final class SimMarket {
    private static final int CAPACITY = 4_096;

    private static final class Inbox {
        private final Deque<BookUpdate> updates = new ArrayDeque<>();
        private final CrashPoint crash;
        private final boolean publishers;
        private boolean closed;

        Inbox(CrashPoint crash, boolean publishers) {
            this.crash = crash;
            this.publishers = publishers;
        }
    }

    private final Dice dice;
    private final Faults faults;
    private final Consumer<BookUpdate> witness;
    private final List<Inbox> listeners = new ArrayList<>();
    private final Map<String, BookUpdate> last = new TreeMap<>();

    /** @param witness sees every update, none lost */
    public SimMarket(Dice dice, Faults faults, Consumer<BookUpdate> witness) {
        this.dice = dice;
        this.faults = faults;
        this.witness = witness;
    }

    /** The last update of the symbol, or null. */
    public BookUpdate lastOrNull(String symbol) {
        return last.get(symbol);
    }

    /** A venue's end. */
    public MarketStream.Publisher publisher(CrashPoint crash) {
        return new MarketStream.Publisher() {
            @Override
            public void publish(BookUpdate update) {
                crash.pass();
                witness.accept(update);
                // A venue that has been replaced and does not know it yet says nothing new.
                last.merge(update.symbol(), update, (was, is) -> is.bookSeq() >= was.bookSeq() ? is : was);
                listeners.removeIf(inbox -> inbox.closed || inbox.crash.dead());
                listeners.forEach(inbox -> deliver(inbox, update));
            }

            @Override
            public void close() {}
        };
    }

    private void deliver(Inbox inbox, BookUpdate update) {
        Fault lost = inbox.publishers ? Fault.MD_MARKET_LOST : Fault.MARKET_LOST;
        if (inbox.updates.size() >= CAPACITY) {
            faults.count(lost);
        } else if (!faults.strikes(lost, dice)) {
            inbox.updates.addLast(update);
        }
    }

    /** A gateway's end. */
    public MarketStream.Subscriber subscriber(CrashPoint crash) {
        return subscriber(new Inbox(crash, false));
    }

    /** The end of the feed's publisher. */
    public MarketStream.Subscriber publishersSubscriber(CrashPoint crash) {
        return subscriber(new Inbox(crash, true));
    }

    private MarketStream.Subscriber subscriber(Inbox inbox) {
        listeners.add(inbox);
        return new MarketStream.Subscriber() {
            @Override
            public int poll(Consumer<BookUpdate> handler) {
                int count = inbox.updates.size();
                while (!inbox.updates.isEmpty()) {
                    handler.accept(inbox.updates.removeFirst());
                }
                return count;
            }

            @Override
            public void close() {
                inbox.closed = true;
            }
        };
    }
}
