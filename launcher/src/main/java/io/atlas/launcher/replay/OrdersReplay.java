package io.atlas.launcher.replay;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.Instruction;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.launcher.replay.Difference.Shown;
import io.atlas.launcher.replay.Journal.Report;
import io.atlas.oms.forward.Instructions;
import io.atlas.oms.order.OrderDesk;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A fresh order desk over one partition. Taken from the log: commands, reports, and in which order the two streams met (the causes
 * of the events). Computed: every event, and the instruction each command became.
 */
final class OrdersReplay {
    /** A command as it lies in the log. */
    private record Asked(LogRecord raw, Entry<Command> entry) {}

    private final int partition;
    private final OrderDesk desk;
    private final Instructions instructions;
    private final Cursor commandCursor;
    private final Cursor cursor;
    private final Queue<Report> reports;
    private final Journal journal;
    private final boolean foreignVenue;
    private final OrderEventCodec codec = new OrderEventCodec();
    private final Comparer<OrderEvent> comparer;
    private final Deque<Asked> commands = new ArrayDeque<>();
    private final Long2ObjectHashMap<Instruction> forwarded = new Long2ObjectHashMap<>();

    OrdersReplay(
            int partition,
            int partitions,
            World world,
            Cursor commandCursor,
            Cursor cursor,
            Journal journal,
            boolean foreignVenue) {
        this.partition = partition;
        this.desk = new OrderDesk(partition, partitions, (input, why) -> {});
        this.instructions = new Instructions(world);
        this.commandCursor = commandCursor;
        this.cursor = cursor;
        this.journal = journal;
        this.reports = journal.reports(partition);
        this.foreignVenue = foreignVenue;
        this.comparer = new Comparer<>(cursor, codec);
    }

    void onCommand(LogRecord raw, Entry<Command> entry) {
        if (!(entry.body() instanceof EpochStart)) {
            commands.addLast(new Asked(raw, entry));
        }
    }

    /** Commands that no event read so far answers. */
    int unanswered() {
        return commands.size();
    }

    int unansweredReports() {
        return reports.size();
    }

    /**
     * Takes the next event, computed and compared; null if its cause has not arrived.
     *
     * @param inputsEnded nothing more will arrive: an event whose cause is not there is one too many
     */
    Entry<OrderEvent> takeOrNull(boolean inputsEnded) {
        Valid next = cursor.peekOrNull();
        if (next == null) {
            return null;
        }
        if (next.header().epochStart()) {
            EpochStart start = comparer.epochStart(cursor.take());
            return entry(next, null, RecordBytes.time(next.raw().value()), start);
        }
        LogPosition cause = RecordBytes.causeOrNull(next.raw().value());
        if (cause != null && cause.topic().equals(Topics.COMMANDS) && cause.partition() == partition) {
            return commands.isEmpty() ? missing(next, cause, inputsEnded) : fromCommand(next, cause);
        }
        if (cause != null && cause.topic().equals(Topics.REPORTS) && cause.partition() == 0) {
            return reports.peek() == null ? missing(next, cause, inputsEnded) : fromReport(next, cause);
        }
        cursor.take();
        throw comparer.differs(
                next, "an event with cause " + cause + " (expected: a command or a report)", null, List.of());
    }

    private Entry<OrderEvent> missing(Valid next, LogPosition cause, boolean inputsEnded) {
        if (inputsEnded) {
            cursor.take();
            throw comparer.differs(next, notValid(cause), null, List.of());
        }
        return null;
    }

    private String notValid(LogPosition cause) {
        return "its cause " + cause + " is no valid record"
                + (cause.topic().equals(Topics.REPORTS) ? journal.whyInvalid() : commandCursor.whyInvalid());
    }

    private Entry<OrderEvent> fromCommand(Valid next, LogPosition cause) {
        Asked input = commands.peekFirst();
        List<Shown> causes = List.of(new Shown(
                commandCursor.position(input.entry().offset()), input.raw().value()));
        cursor.take();
        if (input.entry().offset() != cause.offset()) {
            throw comparer.differs(next, outOfTurn(cause, input.entry().offset()), null, causes);
        }
        commands.removeFirst();
        long offset = input.entry().offset();
        Command command = input.entry().body();
        OrdersChanged output = desk.apply(offset, command);
        long number = OrderIds.of(partition, offset);
        Instruction instruction = instructions.ofOrNull(number, command);
        if (instruction != null) {
            forwarded.put(number, instruction);
        }
        return compared(next, cause, input.entry().time(), output, causes);
    }

    private Entry<OrderEvent> fromReport(Valid next, LogPosition cause) {
        Report input = reports.peek();
        List<Shown> causes = List.of(input.shown());
        cursor.take();
        if (input.entry().offset() != cause.offset()) {
            throw comparer.differs(next, outOfTurn(cause, input.entry().offset()), null, causes);
        }
        reports.poll();
        checkInstruction(input);
        return compared(
                next, cause, input.entry().time(), desk.apply(input.entry().offset(), input.body()), causes);
    }

    private String outOfTurn(LogPosition cause, long expected) {
        boolean skipped = cause.offset() > expected;
        LogPosition inTurn = new LogPosition(cause.topic(), cause.partition(), expected);
        return skipped
                ? "its cause is " + cause + ", but " + inTurn + " has no event yet"
                : notValid(cause) + ", or it has been answered (next: " + inTurn + ')';
    }

    /** What the venue says it was told must be what the command became. */
    private void checkInstruction(Report input) {
        VenueReport report = input.body();
        Instruction told = report.instruction();
        if (foreignVenue || told == null || OrderIds.partition(told.number()) != partition) {
            return;
        }
        Instruction sent = forwarded.remove(told.number());
        if (!told.equals(sent)) {
            Shown shown = input.shown();
            throw new Difference.Found(new Difference(
                    shown.position(),
                    "the instruction is " + told + " (its command gives: " + sent + ')',
                    shown.value(),
                    null,
                    commandCursor.recent(),
                    input.entry().time()));
        }
    }

    private Entry<OrderEvent> compared(
            Valid next, LogPosition cause, long time, OrdersChanged output, List<Shown> causes) {
        comparer.same(next, cause, time, output, causes);
        desk.confirmed(next.raw().offset(), output);
        return entry(next, cause, time, output);
    }

    private static Entry<OrderEvent> entry(Valid valid, LogPosition cause, long time, OrderEvent body) {
        return new Entry<>(
                valid.raw().offset(),
                valid.header().epoch(),
                valid.header().seq(),
                cause,
                time,
                body,
                valid.raw().stamps());
    }

    long compared() {
        return comparer.compared();
    }
}
