package io.atlas.gateway.order;

import io.atlas.domain.ClientCommand;
import io.atlas.domain.Command;
import io.atlas.domain.Instrument;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.closed.ClosedRows;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.risk.Touch;
import io.atlas.wire.log.Entry;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.SnapshotImage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decisions of one partition, from request to report. Whoever owns the partition feeds it what the log says and sends
 * what it proposes.
 */
public final class OrderPartition {
    private static final String DECISION = "decision";

    private final Proposals proposals;
    private final OrderBoard board;
    private final OrderEntry entry;
    private final Staleness staleness = new Staleness();
    private final Undecided undecided = new Undecided();
    private final Deque<ClientRequest> released = new ArrayDeque<>();
    private long lastDecisionNs;
    private ClosedRows restoring;

    /** @param overlay one that is empty */
    public OrderPartition(
            int partition,
            World world,
            Ledger overlay,
            Groups groups,
            Touch touch,
            ClientSessions sessions,
            Proposals proposals) {
        Map<String, Instrument> instruments = new LinkedHashMap<>();
        world.instruments().forEach(instrument -> instruments.put(instrument.symbol(), instrument));
        this.proposals = proposals;
        this.board = new OrderBoard(partition, overlay, instruments, groups, sessions);
        this.entry = new OrderEntry(board, groups, instruments, touch, staleness, sessions, proposals, undecided);
    }

    /** A client asks. */
    public void onRequest(ClientRequest request, long nowNs) {
        entry.handle(request, nowNs);
    }

    /** A command of the past was read. */
    public void onHistory(Entry<Command> command) {
        KnownId id = board.settle(command, false);
        if (id != null) {
            id.decide();
        }
        lastDecisionNs = command.time();
    }

    /** A command of ours was read back: it counts now, and who waited for it goes on. */
    public void onConfirmed(Entry<Command> command, long nowNs) {
        KnownId id = board.settle(command, true);
        lastDecisionNs = command.time();
        if (id != null) {
            released.addAll(id.decide());
        }
        if (command.body() instanceof ClientCommand asked) {
            Origin origin = asked.origin();
            entry.decided(origin.session(), origin.msgSeqNum(), origin.clOrdId(), nowNs);
        }
        while (!released.isEmpty()) {
            entry.reconsider(released.removeFirst(), nowNs);
        }
    }

    /** An event has arrived, and the commands it speaks of have been read back. */
    public void onEvent(Entry<OrderEvent> event) {
        board.onEvent(event);
    }

    /** All history is in: decisions can be made from here on. */
    public void onLive(long nowNs) {
        staleness.up(lastDecisionNs, nowNs);
    }

    /**
     * Decisions can be made again. What had been proposed and never reached the log is settled: an order is refused as
     * NOT_ACCEPTED and told so, a refusal keeps its reason, what no client sent is proposed again.
     */
    public void onOwned(List<Command> lost, long nowNs) {
        staleness.up(lastDecisionNs, nowNs);
        // The latest first: a replace is taken back before the order it hangs on.
        for (int i = lost.size() - 1; i >= 0; i--) {
            board.withdraw(lost.get(i));
        }
        for (Command command : lost) {
            Command settled = Settlement.of(command, board, proposals.eventsSeen());
            if (settled instanceof Rejected) {
                board.enter(settled);
            }
            proposals.propose(settled, nowNs, null);
        }
    }

    /** Balances as decisions see them. */
    public Ledger overlay() {
        return board.overlay();
    }

    /** Messages that have no decision yet. */
    public int undecided() {
        return undecided.count();
    }

    // Snapshots

    /** The part that only grows, in pieces that never change. */
    public List<SnapshotImage.Segment> segments() {
        return ClosedRows.segments(board.closed());
    }

    /** All else that is in the log by now, balances apart: those are the fold's. */
    public RowSource rows() {
        long lastNs = lastDecisionNs;
        return RowSource.all(
                RowSource.of(
                        List.of(lastNs),
                        (out, ns) -> out.start(DECISION).number("lastNs", ns).end()),
                board.rows(),
                ClosedRows.rest(board.closed()));
    }

    /** Takes a row of a snapshot back, after those of {@link #overlay()}; returns whether it is one of these. */
    public boolean restore(RowReader row) {
        if (row.kind().equals(DECISION)) {
            lastDecisionNs = row.number("lastNs");
            return true;
        }
        if (restoring == null) {
            restoring = new ClosedRows(board.closed());
        }
        return restoring.onRow(row) || BoardRows.restore(row, board);
    }

    /** All rows have been taken back. */
    public void restored() {
        if (restoring != null) {
            restoring.finish();
            restoring = null;
        }
    }

    /** A session whose message store lacks reports that were made before the snapshot, or null. */
    public String forgetfulSessionOrNull() {
        return board.forgetfulSessionOrNull();
    }
}
