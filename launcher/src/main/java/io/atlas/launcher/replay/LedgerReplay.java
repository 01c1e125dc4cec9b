package io.atlas.launcher.replay;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.World;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.ledger.LedgerFold;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.launcher.replay.Difference.Shown;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A fresh ledger over one partition's commands and events, in the order of the fold; every entry is computed and compared. Nothing
 * in {@code ledger.entries} is an input but who owned it when.
 */
final class LedgerReplay implements LedgerFold.Output {
    private record Output(LogPosition cause, long time, LedgerEntry entry) {}

    private final int partition;
    private final DecisionReplay decisions;
    private final LedgerFold fold;
    private final Cursor cursor;
    private final LedgerCodec codec = new LedgerCodec();
    private final Comparer<LedgerRecord> comparer;
    private final Deque<Output> produced = new ArrayDeque<>();
    private int commandsWaiting;
    private int eventsWaiting;
    private LogPosition inHand;

    /** @param decisions told of each input in the order of the fold */
    LedgerReplay(int partition, World world, Cursor cursor, DecisionReplay decisions) {
        this.partition = partition;
        this.decisions = decisions;
        this.fold = new LedgerFold(world, partition, this);
        this.cursor = cursor;
        this.comparer = new Comparer<>(cursor, codec);
        this.inHand = new LogPosition(Topics.COMMANDS, partition, 0);
    }

    void onCommand(Entry<Command> entry) {
        fold.onCommand(entry);
        commandsWaiting += entry.body() instanceof EpochStart ? 0 : 1;
    }

    void onEvent(Entry<OrderEvent> entry) {
        fold.onEvent(entry);
        eventsWaiting += entry.body() instanceof EpochStart ? 0 : 1;
    }

    /**
     * Folds what can be folded and compares what has been recorded of it.
     *
     * @param eventsReadTo every event up to that offset has been handed over
     * @param commandsEnded no command is still to come
     */
    int advance(long eventsReadTo, boolean commandsEnded) {
        fold.advance(eventsReadTo, commandsEnded ? Long.MAX_VALUE : -1);
        return compare();
    }

    private int compare() {
        int count = 0;
        while (!produced.isEmpty() && cursor.peekOrNull() != null) {
            Valid next = cursor.take();
            count++;
            if (next.header().epochStart()) {
                comparer.epochStart(next);
                continue;
            }
            Output output = produced.removeFirst();
            comparer.same(next, output.cause(), output.time(), output.entry(), List.of());
        }
        return count;
    }

    @Override
    public void command(Entry<Command> input, LedgerEntry entry) {
        commandsWaiting--;
        decisions.onCommand(input);
        produced(Topics.COMMANDS, input, entry);
    }

    @Override
    public void event(Entry<OrderEvent> input, LedgerEntry entry) {
        eventsWaiting--;
        decisions.onEvent(input);
        produced(Topics.EVENTS, input, entry);
    }

    private void produced(String topic, Entry<?> input, LedgerEntry entry) {
        inHand = new LogPosition(topic, partition, input.offset());
        produced.addLast(new Output(inHand, input.time(), entry));
    }

    /** Everything has been folded: what is still recorded is too much. */
    void finish(List<Shown> context) {
        while (cursor.peekOrNull() != null) {
            Valid next = cursor.take();
            if (!next.header().epochStart()) {
                throw comparer.differs(
                        next, "an entry without its cause: everything before it has been folded", null, context);
            }
            comparer.epochStart(next);
        }
    }

    /** The last input that was folded: the one after it is in hand when the core refuses. */
    LogPosition lastFolded() {
        return inHand;
    }

    /** Commands handed over and not folded. */
    int commandsWaiting() {
        return commandsWaiting;
    }

    int eventsWaiting() {
        return eventsWaiting;
    }

    /** Inputs handed over and not folded. */
    int waiting() {
        return fold.waiting();
    }

    /** Entries that the log does not have yet. */
    int unrecorded() {
        return produced.size();
    }

    Ledger ledger() {
        return fold.ledger();
    }

    long compared() {
        return comparer.compared();
    }
}
