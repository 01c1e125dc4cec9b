package io.atlas.launcher.link;

import io.atlas.domain.Instruction;
import io.atlas.wire.link.VenueDoor;
import io.atlas.wire.link.VenueLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Both ends of a real link with a bad line between: by chance a message is lost, comes twice, comes later than others, or finds
 * no room. What it does follows from the seed and the order of the calls.
 */
final class LossyLink {
    private static final int PER_CENT = 100;

    private final Random random;
    private int lossPerCent;

    LossyLink(long seed, int lossPerCent) {
        this.random = new Random(seed);
        this.lossPerCent = lossPerCent;
    }

    /** From now on nothing happens to what is sent. */
    void heal() {
        lossPerCent = 0;
    }

    private boolean happens() {
        return random.nextInt(PER_CENT) < lossPerCent;
    }

    private interface Send {
        boolean send();
    }

    /** What one end wants to send, with what it sent before and the line kept back. */
    private final class Line {
        private final List<Send> keptBack = new ArrayList<>();

        boolean send(Send message) {
            if (happens()) {
                return false;
            }
            if (happens()) {
                return true;
            }
            if (happens()) {
                keptBack.add(message);
                return true;
            }
            boolean sent = message.send();
            if (sent && happens()) {
                message.send();
            }
            if (!keptBack.isEmpty() && random.nextBoolean()) {
                keptBack.remove(keptBack.size() - 1).send();
            }
            return sent;
        }
    }

    VenueLink oms(VenueLink real) {
        Line line = new Line();
        return new VenueLink() {
            @Override
            public boolean open(int partition) {
                return line.send(() -> real.open(partition));
            }

            @Override
            public boolean instruct(long previous, Instruction instruction) {
                return line.send(() -> real.instruct(previous, instruction));
            }

            @Override
            public int poll(Listener listener) {
                return real.poll(listener);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    VenueDoor venue(VenueDoor real) {
        Line line = new Line();
        return new VenueDoor() {
            @Override
            public boolean resume(int partition, long lastApplied) {
                return line.send(() -> real.resume(partition, lastApplied));
            }

            @Override
            public int poll(Listener listener, int limit) {
                return real.poll(listener, limit);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }
}
