package io.atlas.console.view;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Orders of all accounts from {@code orders.commands} and {@code orders.events}, and what the console has sent but the log
 * does not show yet. Of each account all open orders are kept and the last {@link #CLOSED_KEPT} closed ones.
 */
final class OrderFold {
    /** Enough for a day at a desk; older ones are found in the log. */
    static final int CLOSED_KEPT = 5_000;

    private static final class Book {
        private final Map<String, OrderRow> rows = new LinkedHashMap<>();
        private final Deque<OrderRow> closed = new ArrayDeque<>();
    }

    /**
     * An order to be kept over a restart.
     *
     * @param closedAs which of its account's closed orders it is, -1 while open
     */
    record Saved(OrderRow row, int closedAs) {}

    private final Map<String, Book> accounts = new HashMap<>();
    private final Map<Long, OrderRow> byId = new HashMap<>();
    private final Set<String> consoleSessions;
    private final Consumer<OrderView> changed;

    /** @param consoleSessions FIX sessions of the console: their orders have source CONSOLE */
    OrderFold(Set<String> consoleSessions, Consumer<OrderView> changed) {
        this.consoleSessions = Set.copyOf(consoleSessions);
        this.changed = changed;
    }

    /** Folds a decision of the gateway. */
    void apply(int partition, long offset, long timeNs, Command command) {
        if (command instanceof NewOrder order) {
            opened(OrderIds.of(partition, offset), timeNs, order);
        } else if (command instanceof CancelOrder cancel) {
            requested(cancel.orderId(), timeNs, row -> row.requested = Pending.CANCEL);
        } else if (command instanceof ReplaceOrder replace) {
            requested(replace.orderId(), timeNs, row -> row.wants(replace.qty(), replace.px()));
        } else if (command instanceof Rejected rejected) {
            refused(timeNs, rejected);
        }
    }

    private void opened(long orderId, long timeNs, NewOrder command) {
        OrderRow row = row(command.origin().account(), command.origin().clOrdId());
        row.orderId = orderId;
        row.source = source(command.origin().session());
        row.timeNs = timeNs;
        row.unanswered = false;
        row.recorded = true;
        row.terms(command.symbol(), command.side(), command.ordType(), command.tif(), command.qty(), command.px());
        byId.put(orderId, row);
        tell(row, timeNs);
    }

    private void requested(long orderId, long timeNs, Consumer<OrderRow> change) {
        OrderRow row = byId.get(orderId);
        if (row != null && row.word.open()) {
            change.accept(row);
            row.requestRecorded = true;
            row.unanswered = false;
            tell(row, timeNs);
        }
    }

    private void refused(long timeNs, Rejected rejected) {
        if (rejected.request() == Rejected.Request.NEW) {
            refusedNew(timeNs, rejected);
        } else if (rejected.existing() != null && byId.get(rejected.existing().orderId()) != null) {
            refuse(byId.get(rejected.existing().orderId()), timeNs, rejected.text());
        }
    }

    private void refusedNew(long timeNs, Rejected rejected) {
        String account = rejected.origin().account();
        if (account == null) {
            return; // Of no account: nobody's row.
        }
        Book book = accounts.get(account);
        OrderRow known = book == null ? null : book.rows.get(rejected.origin().clOrdId());
        if (known != null && known.orderId != OrderIds.NONE) {
            refuse(known, timeNs, rejected.text()); // A second order under a used ClOrdID: the first one stands.
            return;
        }
        OrderRow row = row(account, rejected.origin().clOrdId());
        if (!row.word.open()) {
            return; // The same refusal again.
        }
        Rejected.Terms terms = rejected.terms();
        if (terms != null) {
            row.terms(terms.symbol(), terms.side(), terms.ordType(), terms.tif(), terms.qty(), terms.px());
        }
        row.source = source(rejected.origin().session());
        row.timeNs = timeNs;
        row.recorded = true;
        close(row, rejected.reason(), rejected.text());
        tell(row, timeNs);
    }

    private void refuse(OrderRow row, long timeNs, String text) {
        row.text = text;
        row.requested = null;
        row.unanswered = false;
        tell(row, timeNs);
    }

    /** Folds what one input did to the orders of a partition. */
    void apply(long timeNs, OrdersChanged event) {
        for (OrderChange change : event.changes()) {
            Order order = change.order();
            OrderRow row = byId.computeIfAbsent(order.orderId(), id -> row(order.account(), order.clOrdId()));
            if (row.timeNs == 0) {
                row.timeNs = timeNs;
                row.source = "";
            }
            row.recorded = true;
            boolean wasOpen = row.word.open();
            row.take(order, change.reason());
            switch (change.kind()) {
                case PENDING_CANCEL, PENDING_REPLACE, REPLACED -> row.requested = null;
                case CANCEL_REFUSED, REPLACE_REFUSED -> {
                    row.requested = null;
                    row.text = (change.kind() == OrderChange.Kind.CANCEL_REFUSED ? "Cancel " : "Change ") + "refused: "
                            + change.reason();
                }
                default -> {}
            }
            row.unanswered = false;
            if (wasOpen && !row.word.open()) {
                closed(row);
            }
            tell(row, timeNs);
        }
    }

    /** An order has left the console; nothing if the log shows it already. */
    void sent(SentOrder sent) {
        Book book = accounts.get(sent.account());
        if (book != null && book.rows.containsKey(sent.key())) {
            return;
        }
        OrderRow row = row(sent.account(), sent.key());
        row.terms(sent.symbol(), sent.side(), sent.ordType(), sent.tif(), sent.qty(), sent.px());
        row.source = ConsoleView.CONSOLE;
        row.timeNs = sent.timeNs();
        tell(row, sent.timeNs());
    }

    /** A cancel or replace has left the console. */
    void changeSent(String account, String key, Pending request, long qty, long px, long nowNs) {
        change(account, key, nowNs, row -> {
            row.requestRecorded = false;
            if (request == Pending.REPLACE) {
                row.wants(qty, px);
            } else {
                row.requested = Pending.CANCEL;
            }
        });
    }

    /** What the console sent has no answer: shown as unknown until the log or the gateway tells. */
    void unanswered(String account, String key, long nowNs) {
        change(account, key, nowNs, row -> row.unanswered = true);
    }

    /** The request was refused without a record: an order the log does not show is rejected, another one stays. */
    void refusedUnrecorded(String account, String key, String text, long nowNs) {
        change(account, key, nowNs, row -> {
            row.unanswered = false;
            row.requested = null;
            if (row.orderId == OrderIds.NONE) {
                close(row, Reason.NOT_ACCEPTED, text);
            } else {
                row.text = text;
            }
        });
    }

    private void change(String account, String key, long nowNs, Consumer<OrderRow> change) {
        Book book = accounts.get(account);
        OrderRow row = book == null ? null : book.rows.get(key);
        if (row != null && row.word.open()) {
            change.accept(row);
            tell(row, nowNs);
        }
    }

    private void close(OrderRow row, Reason reason, String text) {
        row.word = Word.REJECTED;
        row.reason = reason;
        row.text = text;
        row.leavesQty = 0;
        row.unanswered = false;
        closed(row);
    }

    private void closed(OrderRow row) {
        Book book = accounts.get(row.account);
        book.closed.addLast(row);
        if (book.closed.size() > CLOSED_KEPT) {
            OrderRow oldest = book.closed.removeFirst();
            book.rows.remove(oldest.key);
            byId.remove(oldest.orderId);
        }
    }

    private OrderRow row(String account, String key) {
        return accounts.computeIfAbsent(account, name -> new Book())
                .rows
                .computeIfAbsent(key, id -> new OrderRow(account, id));
    }

    private String source(String session) {
        return consoleSessions.contains(session) ? ConsoleView.CONSOLE : session;
    }

    private void tell(OrderRow row, long timeNs) {
        row.updatedNs = Math.max(row.updatedNs, timeNs);
        changed.accept(row.view());
    }

    /** Copies of all the log has told of, account by account, oldest first. */
    List<Saved> saved() {
        List<Saved> saved = new ArrayList<>();
        for (Book book : accounts.values()) {
            Map<OrderRow, Integer> closed = new IdentityHashMap<>();
            book.closed.forEach(row -> closed.put(row, closed.size()));
            for (OrderRow row : book.rows.values()) {
                if (row.recorded) {
                    saved.add(new Saved(row.copy(), closed.getOrDefault(row, -1)));
                }
            }
        }
        return saved;
    }

    /** Takes them back, in their order, into a fold that is empty. */
    void restore(List<Saved> saved) {
        List<Saved> closed = new ArrayList<>();
        for (Saved each : saved) {
            OrderRow row = each.row();
            accounts.computeIfAbsent(row.account, name -> new Book()).rows.put(row.key, row);
            if (row.orderId != OrderIds.NONE) {
                byId.put(row.orderId, row);
            }
            if (each.closedAs() >= 0) {
                closed.add(each);
            }
        }
        closed.sort(Comparator.comparingInt(Saved::closedAs));
        closed.forEach(each -> accounts.get(each.row().account).closed.addLast(each.row()));
    }

    /** The account's orders, oldest first. */
    List<OrderView> orders(String account) {
        Book book = accounts.get(account);
        List<OrderView> views = new ArrayList<>();
        if (book != null) {
            book.rows.values().forEach(row -> views.add(row.view()));
        }
        return views;
    }

    OrderView orderOrNull(String account, String key) {
        Book book = accounts.get(account);
        OrderRow row = book == null ? null : book.rows.get(key);
        return row == null ? null : row.view();
    }

    /** The account of an order in the log; null for the house or one forgotten long ago. */
    String accountOrNull(long orderId) {
        OrderRow row = orderId == OrderIds.NONE ? null : byId.get(orderId);
        return row == null ? null : row.account;
    }
}
