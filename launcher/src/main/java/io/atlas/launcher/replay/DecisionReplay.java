package io.atlas.launcher.replay;

import io.atlas.domain.ClientCommand;
import io.atlas.domain.Command;
import io.atlas.domain.LogPosition;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.fix.RecordedRequest;
import io.atlas.gateway.order.Redecision;
import io.atlas.launcher.replay.Difference.Found;
import io.atlas.launcher.replay.Difference.Shown;
import io.atlas.launcher.replay.RequestLog.Request;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's decisions of one partition, made again: each client's command is computed from its request in {@code fix.messages}
 * and from all that the gateway knew then, and compared. Its inputs come from the fold of the partition, in the order of the fold,
 * and go in as the log has them, whatever was made of them here.
 */
final class DecisionReplay extends Fold {
    private static final int SLICE = 512;
    private static final int LEAD = 8_192;
    private static final long LATE_NS = 30_000_000_000L;

    private record Input(Entry<Command> commandOrNull, Entry<OrderEvent> eventOrNull) {}

    private final int partition;
    private final World world;
    private final Map<String, String> groupOfSession;
    private final Fold source;
    private final RequestLog requests;
    private final Redecision decisions;
    private final CommandCodec codec = new CommandCodec();
    private final Queue<Input> inputs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<Long, String> configs = new ConcurrentHashMap<>();
    private final DecisionFigures figures = new DecisionFigures();
    private World ofEpoch;
    private long epoch = -1;
    private Entry<Command> inHand;

    /** @param source the fold that hands the inputs over */
    DecisionReplay(CommandLog log, int partition, World world, Map<String, String> groupOfSession, Fold source) {
        this.partition = partition;
        this.world = world;
        this.ofEpoch = world;
        this.groupOfSession = groupOfSession;
        this.source = source;
        this.requests = new RequestLog(log, partition);
        this.decisions = new Redecision(partition, world, groupOfSession);
    }

    /** An epoch begins there. The source's thread, like the next two. */
    void onEpoch(long offset, String config) {
        configs.put(offset, config);
    }

    void onCommand(Entry<Command> command) {
        add(new Input(command, null));
    }

    void onEvent(Entry<OrderEvent> event) {
        add(new Input(null, event));
    }

    private void add(Input input) {
        if (!finished()) {
            inputs.add(input);
            waiting.incrementAndGet();
        }
    }

    /** Whether more should be handed over. */
    boolean hasRoom() {
        return finished() || waiting.get() < LEAD;
    }

    @Override
    int work() {
        int count = 0;
        for (Input next = inputs.peek(); next != null && count < SLICE; next = inputs.peek()) {
            if (next.commandOrNull() == null) {
                decisions.onEvent(next.eventOrNull());
            } else if (!judged(next.commandOrNull())) {
                break;
            } else {
                decisions.onCommand(next.commandOrNull());
            }
            taken();
            count++;
        }
        // The records are those of the partition's fold: they count once.
        return Math.min(count, 1);
    }

    private void taken() {
        inputs.remove();
        waiting.decrementAndGet();
    }

    /** Compares the command with what its request gives; false if the request may still arrive. */
    private boolean judged(Entry<Command> entry) {
        inHand = entry;
        if (entry.epoch() != epoch) {
            epoch = entry.epoch();
            ofEpoch = WorldJson.read(configs.remove(epoch));
            decisions.begin(ofEpoch);
        }
        if (!(entry.body() instanceof ClientCommand command)) {
            return true;
        }
        Origin origin = command.origin();
        if (!groupOfSession.containsKey(origin.session())) {
            figures.notCompared("of sessions whose account group is not known");
            return true;
        }
        if (limitsDiffer(entry.body())) {
            figures.notCompared("refused by a borrow limit that was changed since");
            return true;
        }
        long stampedNs = Stamps.time(entry.stamps(), Stamps.WIRE_IN);
        long receivedNs = stampedNs == 0 ? entry.time() : stampedNs;
        if (!requests.ready(origin.session(), origin.msgSeqNum(), receivedNs)) {
            return false;
        }
        boolean settled = stampedNs == 0 && entry.body() instanceof Rejected;
        Request request = settled
                ? requests.peekOrNull(origin.session(), origin.msgSeqNum(), origin.clOrdId(), receivedNs)
                : requests.takeOrNull(origin.session(), origin.msgSeqNum(), receivedNs);
        if (request == null) {
            figures.notCompared("whose request is not in fix.messages");
        } else if (settled) {
            compareSettled(entry, (Rejected) entry.body(), request);
        } else {
            compare(entry, request, receivedNs);
        }
        return true;
    }

    /** The money here is that of all epochs, with the widest limit of each account. */
    private boolean limitsDiffer(Command command) {
        return command instanceof Rejected rejected
                && rejected.reason() == Reason.INSUFFICIENT_FUNDS
                && !ofEpoch.groups().equals(world.groups());
    }

    private void compare(Entry<Command> entry, Request request, long receivedNs) {
        ClientRequest asked = read(entry, request, receivedNs);
        boolean stale = staleAsRecorded(entry, asked.arrival());
        List<MarketView> touches = touches(entry.body());
        if (!isGivenBy(entry, asked, stale, touches)) {
            throw differs(entry, request, decided(entry, asked, stale, touches.get(0)));
        }
    }

    /**
     * A refusal in place of a command that the log did not take. That it did not is an input. A refusal that was lost itself was
     * decided on what was known before, together with decisions that were lost too.
     */
    private void compareSettled(Entry<Command> entry, Rejected rejected, Request request) {
        ClientRequest asked = read(entry, request, entry.time());
        long eventsSeen = rejected.eventsSeen();
        if (rejected.reason() == Reason.NOT_ACCEPTED) {
            Command again = decisions.notAcceptedOrNull(asked, rejected.terms().px(), eventsSeen);
            if (again == null || !same(entry, again)) {
                throw differs(entry, request, again);
            }
            figures.compared();
            figures.assumed("of these NOT_ACCEPTED: that the log did not take the decision, as recorded");
        } else if (!isGivenBy(entry, asked, rejected.reason() == Reason.STALE, touches(rejected))) {
            figures.notCompared("refusals proposed again that were decided on what was known before");
        }
    }

    private ClientRequest read(Entry<Command> entry, Request request, long receivedNs) {
        boolean quiet =
                request.quiet() != null ? request.quiet() : entry.body() instanceof NewOrder order && order.quiet();
        ClientRequest asked = RecordedRequest.readOrNull(request.session(), request.raw(), receivedNs, quiet);
        if (asked == null) {
            throw differs(entry, request, null);
        }
        return asked;
    }

    private boolean isGivenBy(Entry<Command> entry, ClientRequest asked, boolean stale, List<MarketView> touches) {
        for (MarketView touch : touches) {
            Command again = decided(entry, asked, stale, touch);
            if (again != null && same(entry, again)) {
                figures.compared();
                if (entry.body() instanceof Rejected rejected && TouchGuess.hangsOnIt(rejected)) {
                    figures.assumed(
                            "of these " + rejected.reason() + " on a touch that is not recorded: one gives them");
                }
                return true;
            }
        }
        return false;
    }

    private Command decided(Entry<Command> entry, ClientRequest asked, boolean stale, MarketView touch) {
        return decisions.decideOrNull(
                asked, touch, stale, entry.time(), entry.body().eventsSeen());
    }

    private boolean same(Entry<Command> entry, Command again) {
        return again.equals(entry.body()) || Arrays.equals(encoded(entry, again), encoded(entry, entry.body()));
    }

    private byte[] encoded(Entry<Command> entry, Command command) {
        return codec.encode(entry.epoch(), entry.seq(), entry.cause(), entry.time(), command);
    }

    /** Only a possible duplicate can be too old; how long it was on its way while nobody could take it is not in the log. */
    private boolean staleAsRecorded(Entry<Command> entry, Arrival arrival) {
        boolean late = arrival.possDup()
                && arrival.origSendingTimeNs() != 0
                && entry.time() - arrival.origSendingTimeNs() > LATE_NS;
        if (late) {
            figures.assumed("of these possible duplicates older than 30 s: whether too old, as recorded");
        }
        return late && entry.body() instanceof Rejected rejected && rejected.reason() == Reason.STALE;
    }

    private List<MarketView> touches(Command command) {
        if (command instanceof NewOrder order) {
            return Collections.singletonList(order.market());
        } else if (command instanceof ReplaceOrder replace) {
            return Collections.singletonList(replace.market());
        }
        return command instanceof Rejected rejected
                ? TouchGuess.of(rejected, ofEpoch)
                : Collections.singletonList(null);
    }

    private Found differs(Entry<Command> entry, Request request, Command againOrNull) {
        String what = againOrNull == null
                ? "its request gives no command: it is none, or repeats one that is decided"
                : "the decision is not what its request gives";
        List<Shown> context = new ArrayList<>();
        context.add(new Shown(requests.position(request), request.value()));
        return new Found(new Difference(
                position(entry),
                what,
                encoded(entry, entry.body()),
                againOrNull == null ? null : encoded(entry, againOrNull),
                context,
                entry.time()));
    }

    private LogPosition position(Entry<Command> entry) {
        return new LogPosition(Topics.COMMANDS, partition, entry.offset());
    }

    @Override
    int afterDifference() {
        int drained = 0;
        while (inputs.peek() != null) {
            taken();
            drained++;
        }
        return Math.min(drained, 1);
    }

    @Override
    boolean ended() {
        return source.finished() && inputs.isEmpty();
    }

    @Override
    void finish() {
        // Each decision has been looked at when its turn came.
    }

    @Override
    List<Shown> context() {
        return List.of();
    }

    @Override
    Difference at(RuntimeException broken) {
        LogPosition at = inHand == null ? new LogPosition(Topics.COMMANDS, partition, 0) : position(inHand);
        Difference refused = refused(at, inHand == null ? null : encoded(inHand, inHand.body()), broken, List.of());
        return new Difference(
                at,
                refused.what() + " (deciding again, at this command or an event after it)",
                refused.recordedOrNull(),
                null,
                List.of(),
                refused.time());
    }

    @Override
    List<Cursor> cursors() {
        return List.of();
    }

    /** None besides those that the partition's fold has compared already. */
    @Override
    long compared() {
        return 0;
    }

    /** What came of it; the messages read are closed with it. */
    void addTo(DecisionFigures all) {
        figures.messages(requests.looked());
        all.add(figures);
        requests.close();
    }
}
