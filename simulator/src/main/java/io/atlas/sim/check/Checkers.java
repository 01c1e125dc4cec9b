package io.atlas.sim.check;

import io.atlas.domain.World;
import io.atlas.sim.port.SimLog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All checkers of one run. */
public final class Checkers {
    private final I10Replay replay;
    private final I6OneDecision decisions;
    private final I12VenueBook books;
    private final I13FeedBook feed;
    private final SerialOrder serial;
    private final List<Checker> all;
    private final LogWitness witness;

    public Checkers(World world, int partitions, SimLog log, LogWitness.Landing landing) {
        LogIndex index = new LogIndex(partitions);
        replay = new I10Replay(world, index);
        decisions = new I6OneDecision(index);
        books = new I12VenueBook(index);
        feed = new I13FeedBook(index);
        serial = new SerialOrder(world, index);
        all = List.of(
                new I1SumIsZero(),
                new I2ReservedIsNeeded(world, index),
                new I3NeverBelowZero(world),
                new I4QuantitiesAdd(),
                new I5StatesMove(index),
                decisions,
                new I7IdsAreUnique(index),
                new I8BuyerPaysSeller(world, index),
                replay,
                new I11AcknowledgedIsLogged(index),
                books,
                feed,
                serial);
        witness = new LogWitness(log, index, all, landing);
    }

    /** Reads the log and hears the clients. */
    public LogWitness witness() {
        return witness;
    }

    public I10Replay replay() {
        return replay;
    }

    public I6OneDecision decisions() {
        return decisions;
    }

    public I12VenueBook books() {
        return books;
    }

    public I13FeedBook feed() {
        return feed;
    }

    public SerialOrder serial() {
        return serial;
    }

    /** Everything has been decided, settled and heard; with {@code closed}, all orders have ended too. */
    public void atEnd(boolean closed) {
        all.forEach(checker -> {
            checker.at(null);
            checker.atEnd(closed);
        });
    }

    /** Comparisons made, by invariant. */
    public Map<String, Long> done() {
        Map<String, Long> done = new TreeMap<>();
        all.forEach(checker -> done.put(checker.invariant(), checker.done()));
        done.put("I9", witness.epochChecks());
        return done;
    }
}
