package io.atlas.gateway.order;

import io.atlas.domain.Command;
import io.atlas.domain.Instrument;
import io.atlas.domain.MarketView;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.risk.Touch;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The decisions of one partition made again from its history, by the code that makes them. Commands and events enter in the order of
 * the fold, which is the order in which the gateway met them; a decision is asked for before its own command enters.
 */
public final class Redecision {
    private final Map<String, String> groupOfSession;
    private final OrderBoard board;
    private final Touch touch = new Touch(0);
    private final Asked asked = new Asked();
    private OrderEntry entry;

    /** Proposes nothing: it only tells what has been seen. */
    private static final class Asked implements Proposals {
        private long eventsSeen;

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void propose(Command command, long nowNs, byte[] stamps) {
            throw new IllegalStateException("proposed in a replay: " + command);
        }

        @Override
        public long eventsSeen() {
            return eventsSeen;
        }
    }

    /** Everybody has been told everything. */
    private static final class Told implements ClientSessions {
        private static final ReportCause COMMANDS = ReportCause.upTo(Topics.COMMANDS, Long.MAX_VALUE);
        private static final ReportCause EVENTS = ReportCause.upTo(Topics.EVENTS, Long.MAX_VALUE);

        @Override
        public int poll(Consumer<ClientRequest> handler, int limit) {
            return 0;
        }

        @Override
        public void send(String session, Report report, ReportCause causeOrNull) {
            throw new IllegalStateException("told in a replay: " + report);
        }

        @Override
        public void decided(String session, long msgSeqNum) {
            // Nobody waits for it.
        }

        @Override
        public ReportCause sentUpTo(String session, String topic) {
            return topic.equals(Topics.COMMANDS) ? COMMANDS : EVENTS;
        }
    }

    /**
     * Before the first record.
     *
     * @param world what all epochs were configured with, in one
     * @param groupOfSession account group by SenderCompID
     */
    public Redecision(int partition, World world, Map<String, String> groupOfSession) {
        this.groupOfSession = Map.copyOf(groupOfSession);
        // The fold beside this one checks each step of the same money.
        Ledger overlay = new Ledger(world, false);
        this.board = new OrderBoard(partition, overlay, Map.of(), new Groups(world, groupOfSession), new Told());
        begin(world);
    }

    /** An epoch has begun: decisions are made by its configuration from here on. */
    public void begin(World world) {
        Map<String, Instrument> instruments = new LinkedHashMap<>();
        world.instruments().forEach(instrument -> instruments.put(instrument.symbol(), instrument));
        Groups groups = new Groups(world, groupOfSession);
        entry = new OrderEntry(board, groups, instruments, touch, new Staleness(), new Told(), asked, new Undecided());
    }

    /**
     * Decides on an order, a cancel or a replace.
     *
     * @param touchOrNull the market as the gateway saw it
     * @param stale whether it took the request for too old
     * @param nowNs when it decided
     * @return the command; null if the request is a repeat that needs none
     */
    public Command decideOrNull(
            ClientRequest request, MarketView touchOrNull, boolean stale, long nowNs, long eventsSeen) {
        asked.eventsSeen = eventsSeen;
        touch.onView(symbol(request), touchOrNull, nowNs);
        return entry.decisionOrNull(request, stale, nowNs);
    }

    /**
     * What becomes of an accepted request whose command the log did not take.
     *
     * @param protectionPx what a market order was bound to
     * @return null if it cannot have been accepted
     */
    public Command notAcceptedOrNull(ClientRequest request, long protectionPx, long eventsSeen) {
        asked.eventsSeen = eventsSeen;
        return entry.notAcceptedOrNull(request, protectionPx);
    }

    private static String symbol(ClientRequest request) {
        if (request instanceof NewOrderSingle order) {
            return order.symbol();
        }
        return request instanceof CancelRequest cancel ? cancel.symbol() : ((ReplaceRequest) request).symbol();
    }

    /** A command as it is in the log. */
    public void onCommand(Entry<Command> command) {
        KnownId id = board.settle(command, false);
        if (id != null) {
            id.decide();
        }
    }

    /** An event as it is in the log. */
    public void onEvent(Entry<OrderEvent> event) {
        board.onEvent(event);
    }
}
