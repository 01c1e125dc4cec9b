package io.atlas.launcher.services;

import io.atlas.domain.Instruction;
import io.atlas.wire.link.VenueDoor;
import io.atlas.wire.link.VenueLink;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;

/**
 * The venue's links within one process: whoever has sent something wakes the agent at the other end, which would otherwise rest
 * until its next look. Correctness does not depend on it.
 */
final class WakingLink {
    private WakingLink() {}

    static VenueLink waking(VenueLink link, Runnable venue) {
        return new VenueLink() {
            @Override
            public boolean open(int partition) {
                return woken(link.open(partition), venue);
            }

            @Override
            public boolean instruct(long previous, Instruction instruction) {
                return woken(link.instruct(previous, instruction), venue);
            }

            @Override
            public int poll(Listener listener) {
                return link.poll(listener);
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }

    static VenueDoor waking(VenueDoor door, Runnable oms) {
        return new VenueDoor() {
            @Override
            public boolean resume(int partition, long lastApplied) {
                return woken(door.resume(partition, lastApplied), oms);
            }

            @Override
            public int poll(Listener listener, int limit) {
                return door.poll(listener, limit);
            }

            @Override
            public void close() {
                door.close();
            }
        };
    }

    static MarketStream.Publisher waking(MarketStream.Publisher market, Runnable feed) {
        return new MarketStream.Publisher() {
            @Override
            public void publish(BookUpdate update) {
                market.publish(update);
                feed.run();
            }

            @Override
            public void close() {
                market.close();
            }
        };
    }

    private static boolean woken(boolean sent, Runnable other) {
        if (sent) {
            other.run();
        }
        return sent;
    }
}
