package io.atlas.gateway.order;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.ClientCommand;
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
import io.atlas.gateway.closed.ClosedOrders;
import io.atlas.gateway.ledger.HeldOrder;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.ledger.Postings;
import io.atlas.gateway.order.BoardRows.OrderRow;
import io.atlas.gateway.order.BoardRows.ToldRow;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import io.atlas.wire.snapshot.RowSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final ClosedOrders closed = new ClosedOrders();
    /** The last report made for each session, by topic: a store that lacks it has lost something. */
    private final Map<String, Map<String, ReportCause>> told = new HashMap<>();

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
        KnownId open = findOpenOrNull(group, clOrdId);
        if (open != null) {
            return open;
        }
        ClosedOrders.Found found = closed.findOrNull(group, clOrdId);
        return found == null ? null : KnownId.closed(group, clOrdId, found);
    }

    private KnownId findOpenOrNull(String group, String clOrdId) {
        Map<String, KnownId> ofGroup = ids.get(group);
        return ofGroup == null ? null : ofGroup.get(clOrdId);
    }

    /** Whether that very message has been refused as a repeat, in this life or an earlier one. */
    boolean refusedAsRepeat(Origin origin) {
        return closed.isRepeatRefused(Fingerprint.ofMessage(origin));
    }

    /** An order that is not done, or null. */
    ClientOrder orderOrNull(long orderId) {
        return orders.get(orderId);
    }

    /** The open orders that a session entered, the oldest first. */
    List<ClientOrder> openOrdersOf(String session) {
        return orders.values().stream()
                .filter(order ->
                        order.session().equals(session) && order.order().open())
                .sorted(Comparator.comparingLong(order -> order.order().orderId()))
                .toList();
    }

    int openOrders(String group) {
        return openOrders.getOrDefault(group, 0);
    }

    /** Closed orders it remembers. */
    ClosedOrders closed() {
        return closed;
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
        String group = groups.of(origin);
        long fingerprint = Fingerprint.bits(origin.content());
        KnownId id = new KnownId(group, origin.clOrdId(), fingerprint, origin.session(), origClOrdId, order);
        KnownId before = ids.computeIfAbsent(group, any -> new HashMap<>()).put(origin.clOrdId(), id);
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
        return findOpenOrNull(groups.of(origin), origin.clOrdId());
    }

    /** A command was read back: the client is told. Returns its id, or null if it has none of its own. */
    KnownId settle(Entry<Command> entry, boolean entered) {
        closed.at(entry.time());
        Command command = entry.body();
        KnownId id = entered ? ownIdOrNull(command) : enter(command);
        ReportCause cause = new ReportCause(Topics.COMMANDS, entry.offset(), 0);
        if (command instanceof NewOrder order) {
            long orderId = OrderIds.of(partition, entry.offset());
            ClientOrder opened = id.order();
            opened.opened(orderId, order);
            orders.put(orderId, opened);
            overlay.open(orderId, opened.held());
            if (!order.quiet() && untold(opened.session(), cause)) {
                sessions.send(opened.session(), reports.pendingNew(orderId, order, execId(entry), entry.time()), cause);
            }
        } else if (command instanceof Rejected rejected) {
            settleRefusal(rejected, id, entry.time());
            String session = rejected.origin().session();
            if (untold(session, cause)) {
                sessions.send(session, reports.refused(rejected, execId(entry), entry.time()), cause);
            }
        } else if (command instanceof Deposit deposit) {
            overlay.deposit(deposit, Postings.UNRECORDED);
        }
        if (id != null && id.order() != null) {
            id.order().addId(id);
        }
        return id;
    }

    private String execId(Entry<Command> command) {
        return Reports.commandExecId(partition, command.offset());
    }

    /** The refused request is over; and perhaps an order too, that had ended and waited for the request's fate only. */
    private void settleRefusal(Rejected rejected, KnownId id, long time) {
        if (id == null) {
            closed.repeatRefused(Fingerprint.ofMessage(rejected.origin()), time);
            return;
        }
        forget(id);
        closed.refused(id.closedId(), time);
        ClientOrder order = orders.get(rejected.existing().orderId());
        if (order != null && order.done()) {
            close(order);
        }
    }

    /** Nothing but the end of the order is asked for from here on. */
    private void close(ClientOrder done) {
        Order order = done.order();
        orders.remove(order.orderId());
        List<ClosedOrders.Id> used = new ArrayList<>(done.ids().size());
        for (KnownId id : done.ids()) {
            forget(id);
            used.add(id.closedId());
        }
        closed.closed(order, used, done.lastEventNs());
    }

    private void forget(KnownId id) {
        ids.get(id.group()).remove(id.clOrdId());
    }

    private KnownId ownIdOrNull(Command command) {
        boolean usesNone = command instanceof Rejected rejected && !usesUpItsId(rejected.reason());
        return command instanceof ClientCommand asked && !usesNone ? find(asked.origin()) : null;
    }

    /** An event has arrived, and the commands it speaks of have been read back. */
    void onEvent(Entry<OrderEvent> entry) {
        closed.at(entry.time());
        OrdersChanged changed = (OrdersChanged) entry.body();
        overlay.apply(changed, Postings.UNRECORDED);
        int index = 0;
        for (OrderChange change : changed.changes()) {
            if (change.kind() != OrderChange.Kind.QUARANTINED) {
                onChange(change, entry, index);
            }
            index++;
        }
    }

    private void onChange(OrderChange change, Entry<OrderEvent> entry, int index) {
        Order after = change.order();
        ClientOrder order = orders.get(after.orderId());
        require(order != null, "event %d changes %s, which is over", entry.offset(), OrderIds.text(after.orderId()));
        boolean wasOpen = order.order().open();
        String clOrdIdBefore = order.order().clOrdId();
        KnownId request = change.requestClOrdId() == null
                ? null
                : findOpenOrNull(groups.ofAccount(after.account()), change.requestClOrdId());
        order.changed(after, entry.time());
        if (wasOpen && !after.open()) {
            openOrders.merge(groups.ofAccount(after.account()), -1, Integer::sum);
        }
        if (change.kind() != OrderChange.Kind.OPENED) {
            tell(change, clOrdIdBefore, order, request, entry, index);
        }
        if (answers(change.kind()) && change.requestClOrdId() != null) {
            order.answered(change.requestClOrdId());
        }
        if (order.done()) {
            close(order);
        }
    }

    /** A refusal goes to who asked; everything else to the order's session, and to who asked if that is another one. */
    private void tell(
            OrderChange change,
            String clOrdIdBefore,
            ClientOrder order,
            KnownId requestOrNull,
            Entry<OrderEvent> entry,
            int index) {
        ReportCause cause = new ReportCause(Topics.EVENTS, entry.offset(), index);
        boolean refusal = refuses(change.kind());
        boolean toAsker = requestOrNull != null
                && (refusal || !requestOrNull.session().equals(order.session()))
                && untold(requestOrNull.session(), cause);
        boolean toOwner = !refusal && untold(order.session(), cause);
        if (!toAsker && !toOwner) {
            return;
        }
        Report report = reports.changedOrNull(
                change,
                clOrdIdBefore,
                requestOrNull == null ? null : requestOrNull.origClOrdId(),
                Reports.eventExecId(partition, entry.offset(), index),
                entry.time());
        if (toOwner) {
            sessions.send(order.session(), report, cause);
        }
        if (toAsker) {
            sessions.send(requestOrNull.session(), report, cause);
        }
    }

    private static boolean refuses(OrderChange.Kind kind) {
        return kind == OrderChange.Kind.CANCEL_REFUSED || kind == OrderChange.Kind.REPLACE_REFUSED;
    }

    private static boolean answers(OrderChange.Kind kind) {
        return switch (kind) {
            case CANCELED, REPLACED, CANCEL_REFUSED, REPLACE_REFUSED -> true;
            default -> false;
        };
    }

    /** Whether the session's store lacks that report; making one costs more than knowing that it is not needed. */
    private boolean untold(String session, ReportCause cause) {
        told.computeIfAbsent(session, any -> new HashMap<>(4)).put(cause.topic(), cause);
        return cause.after(sessions.sentUpTo(session, cause.topic()));
    }

    /** Open orders and what sessions were told, as they are in the log now. */
    RowSource rows() {
        List<OrderRow> open = new ArrayList<>(orders.size());
        orders.values().forEach(order -> open.add(order.row()));
        List<ToldRow> causes = new ArrayList<>();
        told.forEach(
                (session, ofSession) -> ofSession.values().forEach(cause -> causes.add(new ToldRow(session, cause))));
        return BoardRows.of(open, causes);
    }

    /** The overlay knows already what the order holds. */
    void restore(OrderRow row) {
        Order order = row.order();
        orders.put(order.orderId(), new ClientOrder(row, overlay.orderOrNull(order.orderId())));
        if (order.open()) {
            openOrders.merge(groups.ofAccount(order.account()), 1, Integer::sum);
        }
    }

    void restore(
            long orderId, String group, String clOrdId, long fingerprint, String session, String origClOrdIdOrNull) {
        ClientOrder order = orders.get(orderId);
        KnownId id = KnownId.recorded(group, clOrdId, fingerprint, session, origClOrdIdOrNull, order);
        order.addId(id);
        ids.computeIfAbsent(group, any -> new HashMap<>()).put(clOrdId, id);
    }

    void restore(ToldRow row) {
        told.computeIfAbsent(row.session(), any -> new HashMap<>(4))
                .put(row.cause().topic(), row.cause());
    }

    /** A session whose store does not have all the reports that were made for it, or null. */
    String forgetfulSessionOrNull() {
        for (Map.Entry<String, Map<String, ReportCause>> ofSession : told.entrySet()) {
            String session = ofSession.getKey();
            if (groups.ofSession(session) == null || sessions.tellsThePast(session)) {
                continue;
            }
            for (ReportCause cause : ofSession.getValue().values()) {
                if (cause.after(sessions.sentUpTo(session, cause.topic()))) {
                    return session;
                }
            }
        }
        return null;
    }
}
