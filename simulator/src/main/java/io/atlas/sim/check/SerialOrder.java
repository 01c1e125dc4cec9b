package io.atlas.sim.check;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.wire.log.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients' histories, checked as one would check a database from outside: there must be one serial order of a group's
 * requests and of what became of them in which every answer is right. Positions in the log say in which order to try; what
 * was asked and answered is taken from the clients alone, and money is counted by a {@link Purse}.
 *
 * <p>Requests go in the order of their decisions and events in theirs; how the two interleave is free, as long as a request
 * comes after everything its session had heard when it left. Funds only grow with events, so the first place
 * where a request fits is as good as any.
 */
public final class SerialOrder extends Checker {
    private final World world;
    private final LogIndex index;
    private final ClientHistory history = new ClientHistory();
    private final Map<Integer, Purse> purses = new HashMap<>();
    private boolean questions;

    SerialOrder(World world, LogIndex index) {
        super("SERIAL");
        this.world = world;
        this.index = index;
    }

    @Override
    void onSent(String session, long seqNum, ClientRequest request) {
        history.sent(session, seqNum, request);
    }

    @Override
    void onHeard(String session, long seqNum, Report report) {
        history.heard(report);
        if (questions && report instanceof ExecutionReport status && status.execType() == 'I') {
            answered(status);
        }
    }

    /** All has been heard; from here on clients ask for what they know, and must be told just that. */
    public void finalQuestions() {
        questions = true;
    }

    private void answered(ExecutionReport status) {
        String orderId = history.orderIdOrNull(status.clOrdId());
        if (orderId == null) {
            check(
                    status.orderId().equals("NONE") || index.requests(status.clOrdId()),
                    "%s was never acknowledged, and is %s",
                    status.clOrdId(),
                    status);
            return;
        }
        ExecutionReport latest = history.latestOrNull(orderId);
        check(
                status.orderId().equals(orderId)
                        && same(status.cumQty(), latest.cumQty())
                        && same(status.leavesQty(), latest.leavesQty()),
                "%s (heard last: %s)",
                status,
                latest);
    }

    private static boolean same(String one, String other) {
        return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }

    @Override
    void atEnd(boolean closed) {
        if (closed) {
            for (int p = 0; p < index.partitions(); p++) {
                purses.put(p, explain(p));
            }
        }
    }

    private Purse explain(int p) {
        Purse purse = new Purse(world);
        SerialSearch search = new SerialSearch(world, p, history, purse, this::require);
        List<SerialSearch.Happening> events = new ArrayList<>();
        for (Entry<OrdersChanged> entry : index.events(p)) {
            for (int i = 0; entry != null && i < entry.body().changes().size(); i++) {
                OrderChange change = entry.body().changes().get(i);
                if (visible(change.kind())) {
                    events.add(search.happening(entry.offset(), i, change));
                }
            }
        }
        search.events(events);
        for (Entry<Command> entry : index.commands(p)) {
            if (entry != null) {
                command(search, p, entry);
            }
        }
        search.rest();
        return purse;
    }

    private static boolean visible(OrderChange.Kind kind) {
        return kind != OrderChange.Kind.OPENED && kind != OrderChange.Kind.QUARANTINED;
    }

    private void command(SerialSearch search, int p, Entry<Command> entry) {
        Command command = entry.body();
        if (command instanceof Deposit deposit) {
            search.deposit(deposit);
            return;
        }
        Origin origin = Facts.originOrNull(command);
        ClientHistory.Invocation asked = history.invocationOrNull(
                origin.session(), origin.msgSeqNum(), origin.clOrdId(), request -> asksFor(request, command));
        check(asked != null, "%s decides on what %s never asked", command, origin.session());
        search.heardBefore(asked.when());
        if (command instanceof NewOrder order) {
            search.accepted(
                    Facts.orderId(p, entry.offset()), (ClientRequest.NewOrderSingle) asked.request(), order.px());
        } else if (command instanceof ReplaceOrder replace) {
            search.accepted(replace.orderId(), (ClientRequest.ReplaceRequest) asked.request());
        } else if (command instanceof CancelOrder cancel) {
            search.accepted(cancel.orderId(), (ClientRequest.CancelRequest) asked.request());
        } else if (command instanceof Rejected rejected) {
            search.refused("C" + p + "-" + entry.offset(), asked.request(), rejected);
        }
    }

    /** A number may have been used for another quantity under the same ClOrdID, before a reset or after. */
    private static boolean asksFor(ClientRequest request, Command command) {
        long qty = 0;
        if (command instanceof NewOrder order) {
            qty = order.qty();
        } else if (command instanceof Rejected rejected) {
            qty = rejected.terms().qty();
        }
        boolean unread = qty <= 0;
        return unread || !(request instanceof ClientRequest.NewOrderSingle order) || Decimals.same(order.qty(), qty);
    }

    private void require(boolean holds, String what) {
        check(holds, "%s", what);
    }

    /** What the clients of a partition own on paper must be what the ledger says. */
    public void compare(int p, Ledger ledger) {
        at(null);
        Purse purse = purses.get(p);
        if (purse == null) {
            return;
        }
        purse.forEach((account, asset) -> check(
                Purse.decimal(ledger.available(account, asset)).compareTo(purse.available(account, asset)) == 0
                        && Purse.decimal(ledger.reserved(account, asset)).compareTo(purse.held(account, asset)) == 0,
                "%s %s: on paper %s and %s, in the ledger %d and %d",
                account,
                asset,
                purse.available(account, asset),
                purse.held(account, asset),
                ledger.available(account, asset),
                ledger.reserved(account, asset)));
    }
}
