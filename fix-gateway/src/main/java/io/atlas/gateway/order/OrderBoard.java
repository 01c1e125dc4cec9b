package io.atlas.gateway.order;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.Instrument;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.ledger.HeldOrder;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.ledger.Postings;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All orders and ClOrdIDs of one partition with the overlay of their money: what decisions look at. Commands enter it as
 * proposals and are settled when they are read back (history enters in one step); events change it when they arrive. Each
 * step tells the client.
 */
final class OrderBoard {
    private final int partition;
    private final Ledger overlay;
    private final Reports reports;
    private final Groups groups;
    private final ClientSessions sessions;
    private final Map<String, Map<String, KnownId>> ids = new HashMap<>();
    /** MsgSeqNums of refused repeats by session: such a refusal is not found by its ClOrdID, which is another request's. */
    private final Map<String, Set<Long>> refusedRepeats = new HashMap<>();

    private final Map<String, Integer> openOrders = new HashMap<>();
    private final Long2ObjectHashMap<ClientOrder> orders = new Long2ObjectHashMap<>();

    OrderBoard(
            int partition,
            Ledger overlay,
            Map<String, Instrument> instruments,
            Groups groups,
            ClientSessions sessions) {
        this.partition = partition;
        this.overlay = overlay;
        this.reports = new Reports(instruments);
        this.groups = groups;
        this.sessions = sessions;
    }

    KnownId findOrNull(String group, String clOrdId) {
        Map<String, KnownId> ofGroup = ids.get(group);
        return ofGroup == null ? null : ofGroup.get(clOrdId);
    }

    /** Whether that very message has been refused as a repeat, in this life or an earlier one. */
    boolean refusedAsRepeat(String session, long msgSeqNum) {
        Set<Long> refused = refusedRepeats.get(session);
        return refused != null && refused.contains(msgSeqNum);
    }

    ClientOrder orderOrNull(long orderId) {
        return orders.get(orderId);
    }

    int openOrders(String group) {
        return openOrders.getOrDefault(group, 0);
    }

    Ledger overlay() {
        return overlay;
    }

    Reports reports() {
        return reports;
    }

    /** Enters a decision before it is in the log: its funds are held and its ClOrdID is taken from here on. */
    KnownId enter(Command command) {
        if (command instanceof NewOrder order) {
            HeldOrder held = overlay.reserve(order, Postings.UNRECORDED);
            openOrders.merge(groups.of(order.origin()), 1, Integer::sum);
            return know(order.origin(), null, new ClientOrder(order, held));
        } else if (command instanceof CancelOrder cancel) {
            ClientOrder order = orders.get(cancel.orderId());
            order.askCancel(cancel.origin().clOrdId());
            return know(cancel.origin(), cancel.origClOrdId(), order);
        } else if (command instanceof ReplaceOrder replace) {
            ClientOrder order = orders.get(replace.orderId());
            order.askReplace(replace.origin().clOrdId());
            overlay.reserve(replace, Postings.UNRECORDED);
            return know(replace.origin(), replace.origClOrdId(), order);
        } else if (command instanceof Rejected rejected && usesUpItsId(rejected.reason())) {
            return know(rejected.origin(), rejected.origClOrdIdOrNull(), null);
        }
        return null;
    }

    /** A duplicate is answered and recorded, but its ClOrdID belongs to the first request that used it. */
    private static boolean usesUpItsId(Reason reason) {
        return reason != Reason.DUPLICATE && reason != Reason.CLORDID_REUSED;
    }

    private KnownId know(Origin origin, String origClOrdId, ClientOrder order) {
        KnownId id = new KnownId(origin.content(), origin.session(), origClOrdId, order);
        KnownId before =
                ids.computeIfAbsent(groups.of(origin), group -> new HashMap<>()).put(origin.clOrdId(), id);
        if (before != null) {
            id.takeOver(before);
        }
        return id;
    }

    /** Takes a decision back that never reached the log. Its ClOrdID stays known until the refusal that follows is. */
    void withdraw(Command command) {
        if (command instanceof NewOrder order) {
            overlay.drop(find(order.origin()).order().held(), Postings.UNRECORDED);
            openOrders.merge(groups.of(order.origin()), -1, Integer::sum);
        } else if (command instanceof CancelOrder cancel) {
            orders.get(cancel.orderId()).askCancel(null);
        } else if (command instanceof ReplaceOrder replace) {
            orders.get(replace.orderId()).askReplace(null);
            overlay.drop(replace, Postings.UNRECORDED);
        }
    }

    private KnownId find(Origin origin) {
        return findOrNull(groups.of(origin), origin.clOrdId());
    }

    /** A command was read back: the client is told. Returns its id, or null if it has none of its own. */
    KnownId settle(Entry<Command> entry, boolean entered) {
        Command command = entry.body();
        KnownId id = entered ? ownIdOrNull(command) : enter(command);
        String execId = Reports.commandExecId(partition, entry.offset());
        ReportCause cause = new ReportCause(Topics.COMMANDS, entry.offset(), 0);
        if (command instanceof NewOrder order) {
            long orderId = OrderIds.of(partition, entry.offset());
            ClientOrder opened = id.order();
            opened.opened(orderId, order);
            orders.put(orderId, opened);
            overlay.open(orderId, opened.held());
            if (!order.quiet()) {
                send(opened.session(), reports.pendingNew(orderId, order, execId, entry.time()), cause);
            }
        } else if (command instanceof Rejected rejected) {
            if (!usesUpItsId(rejected.reason())) {
                refusedRepeats
                        .computeIfAbsent(rejected.origin().session(), session -> new HashSet<>())
                        .add(rejected.origin().msgSeqNum());
            }
            send(rejected.origin().session(), reports.refused(rejected, execId, entry.time()), cause);
        } else if (command instanceof Deposit deposit) {
            overlay.deposit(deposit, Postings.UNRECORDED);
        }
        return id;
    }

    private KnownId ownIdOrNull(Command command) {
        Origin origin = originOrNull(command);
        boolean own = origin != null && !(command instanceof Rejected rejected && !usesUpItsId(rejected.reason()));
        return own ? find(origin) : null;
    }

    static Origin originOrNull(Command command) {
        if (command instanceof NewOrder order) {
            return order.origin();
        } else if (command instanceof CancelOrder cancel) {
            return cancel.origin();
        } else if (command instanceof ReplaceOrder replace) {
            return replace.origin();
        }
        return command instanceof Rejected rejected ? rejected.origin() : null;
    }

    /** An event has arrived, and the commands it speaks of have been read back. */
    void onEvent(Entry<OrderEvent> entry) {
        OrdersChanged changed = (OrdersChanged) entry.body();
        int index = 0;
        for (OrderChange change : changed.changes()) {
            overlay.apply(change, Postings.UNRECORDED);
            if (change.kind() != OrderChange.Kind.QUARANTINED) {
                onChange(change, entry, index);
            }
            index++;
        }
    }

    private void onChange(OrderChange change, Entry<OrderEvent> entry, int index) {
        Order after = change.order();
        ClientOrder order = orders.get(after.orderId());
        boolean wasOpen = order.order().open();
        String clOrdIdBefore = order.order().clOrdId();
        KnownId request = change.requestClOrdId() == null
                ? null
                : findOrNull(groups.ofAccount(after.account()), change.requestClOrdId());
        order.changed(after);
        if (wasOpen && !after.open()) {
            openOrders.merge(groups.ofAccount(after.account()), -1, Integer::sum);
        }
        Report report = reports.changedOrNull(
                change,
                clOrdIdBefore,
                request == null ? null : request.origClOrdId(),
                Reports.eventExecId(partition, entry.offset(), index),
                entry.time());
        if (answers(change.kind()) && change.requestClOrdId() != null) {
            order.answered(change.requestClOrdId());
        }
        if (report != null) {
            tell(report, order, request, new ReportCause(Topics.EVENTS, entry.offset(), index));
        }
    }

    /** A refusal goes to who asked; everything else to the order's session, and to who asked if that is another one. */
    private void tell(Report report, ClientOrder order, KnownId request, ReportCause cause) {
        if (!(report instanceof Report.CancelReject)) {
            send(order.session(), report, cause);
        }
        if (request != null
                && (report instanceof Report.CancelReject || !request.session().equals(order.session()))) {
            send(request.session(), report, cause);
        }
    }

    private static boolean answers(OrderChange.Kind kind) {
        return switch (kind) {
            case CANCELED, REPLACED, CANCEL_REFUSED, REPLACE_REFUSED -> true;
            default -> false;
        };
    }

    private void send(String session, Report report, ReportCause cause) {
        if (cause.after(sessions.sentUpTo(session, cause.topic()))) {
            sessions.send(session, report, cause);
        }
    }
}
