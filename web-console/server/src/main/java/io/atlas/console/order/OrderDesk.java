package io.atlas.console.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.console.client.ErrorCode;
import io.atlas.console.client.Role;
import io.atlas.console.client.User;
import io.atlas.console.order.FixOrders.Target;
import io.atlas.console.order.KnownOrders.Known;
import io.atlas.console.preview.Previews;
import io.atlas.console.preview.Terms;
import io.atlas.console.preview.TermsReader;
import io.atlas.domain.OrdType;
import io.atlas.domain.World;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Sends the orders of users, each at most once: the browser's ClOrdID is the idempotency key, and the log's ClOrdIDs count, so that
 * a retry after a restart finds the order it made. Thread: the console's agent.
 */
public final class OrderDesk {
    private static final Pattern CL_ORD_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,36}");
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;
    private static final int CHANGES_REMEMBERED = 10_000;

    /** A cancel (terms null) or replace that was sent under a key. */
    private record Change(String orderKey, Terms terms) {}

    private final World world;
    private final Previews previews;
    private final PreviewCheck check;
    private final KnownOrders orders;
    private final FixOrders fix;
    private final BooleanSupplier caughtUp;
    private final RiskPreviewRecords records;
    private final Undecided undecided;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private long cancels;
    private long sent;

    /** @param caughtUp whether history has been read: before that nobody knows what was sent under a ClOrdID */
    public OrderDesk(
            World world,
            Previews previews,
            KnownOrders orders,
            FixOrders fix,
            BooleanSupplier caughtUp,
            RiskPreviewRecords records) {
        this.world = world;
        this.previews = previews;
        this.check = new PreviewCheck(previews);
        this.orders = orders;
        this.fix = fix;
        this.caughtUp = caughtUp;
        this.records = records;
        this.undecided = new Undecided(orders, fix);
    }

    /** {@code POST orders}: 202 once the order is on its way, 200 for one that was sent before. */
    public Outcome submit(User user, String key, JsonNode body, long nowNs) {
        TermsReader reader = new TermsReader(world, body);
        Outcome refusal = refusalOrNull(user, key);
        if (refusal == null && reader.account() != null && !user.maySee(reader.account())) {
            refusal = notAllowed("account: " + reader.account() + " (expected: one of yours)");
        }
        if (refusal == null && !reader.faults().isEmpty()) {
            ErrorCode code = reader.unknownSymbol() ? ErrorCode.UNKNOWN_SYMBOL : ErrorCode.BAD_FIELD;
            refusal = Outcome.refused(UNPROCESSABLE, code.name(), reader.firstFaultOrNull());
        }
        if (refusal != null) {
            return refusal;
        }
        Terms terms = reader.terms();
        Known before = orders.orderOrNull(terms.account(), key);
        if (before != null) {
            return before.isOf(terms) ? Outcome.of(OK, orders.json(terms.account(), key)) : conflict(key);
        }
        if (changes.containsKey(changeId(user, key))) {
            return conflict(key);
        }
        String previewId = body.path("previewId").asText("");
        if (!previewId.isEmpty()) {
            refusal = check.refusalOrNull(user, previewId, reader, nowNs);
            if (refusal != null) {
                return refusal;
            }
        }
        if (!canSend(user)) {
            return unavailable();
        }
        if (!previewId.isEmpty()) {
            records.write(user, key, previews.rememberedOrNull(previewId), nowNs);
        }
        if (!fix.newOrder(user.desk(), key, terms, nowNs)) {
            return unavailable();
        }
        orders.sent(terms.account(), key, terms, nowNs);
        previews.sent(terms, nowNs);
        sent++;
        undecided.add(new InFlight(true, user.desk(), orders.orderOrNull(terms.account(), key), key, nowNs));
        return Outcome.of(ACCEPTED, orders.json(terms.account(), key));
    }

    /** {@code PUT orders/{key}}: new quantity and price of a limit order; 38 is the total, what is filled included. */
    public Outcome amend(User user, String orderKey, String key, JsonNode body, long nowNs) {
        Outcome refusal = refusalOrNull(user, key);
        if (refusal != null) {
            return refusal;
        }
        Known order = findOrNull(user, orderKey);
        if (order == null) {
            return notFound(orderKey);
        }
        Terms now = order.terms();
        if (now.ordType() != OrdType.LIMIT) {
            return Outcome.refused(UNPROCESSABLE, ErrorCode.BAD_FIELD.name(), "ordType: MARKET (expected: LIMIT)");
        }
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.put("account", now.account()).put("symbol", now.symbol());
        wanted.put("side", now.side().name()).put("ordType", now.ordType().name());
        wanted.put("tif", now.tif().name());
        wanted.set("qty", body.get("qty"));
        wanted.set("px", body.get("px"));
        TermsReader reader = new TermsReader(world, wanted);
        if (!reader.faults().isEmpty()) {
            return Outcome.refused(UNPROCESSABLE, ErrorCode.BAD_FIELD.name(), reader.firstFaultOrNull());
        }
        return change(user, order, key, new Change(orderKey, reader.terms()), nowNs);
    }

    /** {@code DELETE orders/{key}}. */
    public Outcome cancel(User user, String orderKey, String key, long nowNs) {
        Outcome refusal = refusalOrNull(user, key);
        if (refusal != null) {
            return refusal;
        }
        Known order = findOrNull(user, orderKey);
        return order == null ? notFound(orderKey) : change(user, order, key, new Change(orderKey, null), nowNs);
    }

    private Outcome change(User user, Known order, String key, Change wanted, long nowNs) {
        String account = order.terms().account();
        Change before = changes.get(changeId(user, key));
        if (before != null) {
            return before.equals(wanted) ? Outcome.of(OK, orders.json(account, order.key())) : conflict(key);
        }
        if (orders.orderOrNull(account, key) != null) {
            return conflict(key);
        }
        if (!order.open()) {
            return Outcome.refused(CONFLICT, ErrorCode.NOT_ALLOWED.name(), "order " + order.key() + " is closed");
        }
        return send(user, order, key, wanted, nowNs)
                ? Outcome.of(ACCEPTED, orders.json(account, order.key()))
                : unavailable();
    }

    private boolean send(User user, Known order, String key, Change wanted, long nowNs) {
        Terms now = order.terms();
        Target target = new Target(now.account(), order.key(), order.orderId(), now.symbol(), now.side(), now.qty());
        boolean left = canSend(user)
                && (wanted.terms() == null
                        ? fix.cancel(user.desk(), key, target, nowNs)
                        : fix.replace(user.desk(), key, target, wanted.terms(), nowNs));
        if (left) {
            undecided.add(new InFlight(false, user.desk(), order, key, nowNs));
            orders.changeSent(now.account(), order.key(), wanted.terms(), nowNs);
            changes.put(changeId(user, key), wanted);
            if (changes.size() > CHANGES_REMEMBERED) {
                Iterator<String> oldest = changes.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        return left;
    }

    /** {@code POST orders/cancel-all}: one cancel for each open order of the account; counts those that left. */
    public Outcome cancelAll(User user, JsonNode body, long nowNs) {
        String account = body.path("account").asText("");
        String symbol = body.path("symbol").asText("");
        if (!user.is(Role.TRADER)) {
            return notAllowed("role: trader is needed");
        }
        if (!user.maySee(account)) {
            return notAllowed("account: " + account + " (expected: one of yours)");
        }
        if (!symbol.isEmpty() && world.instrumentOrNull(symbol) == null) {
            return Outcome.refused(
                    UNPROCESSABLE, ErrorCode.BAD_FIELD.name(), "symbol: " + symbol + " (expected: a known symbol)");
        }
        if (!canSend(user)) {
            return unavailable();
        }
        int count = 0;
        for (Known order : orders.openOrders(account)) {
            boolean wanted = symbol.isEmpty() || symbol.equals(order.terms().symbol());
            // Unique over restarts as long as the clock does not run back by more than a restart takes.
            String key = "CA-" + Long.toString(nowNs, 36) + '-' + ++cancels;
            if (wanted && !order.cancelPending() && send(user, order, key, new Change(order.key(), null), nowNs)) {
                count++;
            }
        }
        return Outcome.of(ACCEPTED, "{\"count\":" + count + '}');
    }

    /** Takes in what the FIX sessions have answered and looks after what is undecided. Returns how much there was to do. */
    public int doWork(long nowNs) {
        return fix.poll(answer -> undecided.onAnswer(answer, nowNs)) + undecided.doWork(nowNs);
    }

    /** Requests whose outcome the log does not show yet. */
    public int undecided() {
        return undecided.count();
    }

    /** New orders sent since the start. */
    public long sent() {
        return sent;
    }

    private boolean canSend(User user) {
        return caughtUp.getAsBoolean() && !undecided.full() && fix.up(user.desk());
    }

    private static String changeId(User user, String key) {
        return user.desk() + '/' + key;
    }

    private Known findOrNull(User user, String orderKey) {
        for (String account : user.accounts()) {
            Known found = orders.orderOrNull(account, orderKey);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Outcome refusalOrNull(User user, String key) {
        if (!user.is(Role.TRADER)) {
            return notAllowed("role: trader is needed");
        }
        if (key == null || !CL_ORD_ID.matcher(key).matches()) {
            return Outcome.refused(
                    BAD_REQUEST,
                    ErrorCode.BAD_REQUEST.name(),
                    "Idempotency-Key: " + (key == null ? "missing" : "malformed")
                            + " (expected: 1 to 36 of letters, digits, _ . : -)");
        }
        if (!caughtUp.getAsBoolean()) {
            return Outcome.refused(
                    UNAVAILABLE,
                    ErrorCode.UNAVAILABLE.name(),
                    "the console is still reading the log: nothing was sent");
        }
        return null;
    }

    private static Outcome notAllowed(String text) {
        return Outcome.refused(FORBIDDEN, ErrorCode.NOT_ALLOWED.name(), text);
    }

    private static Outcome notFound(String orderKey) {
        return Outcome.refused(
                NOT_FOUND, ErrorCode.NOT_FOUND.name(), "order: " + orderKey + " (expected: one of your accounts')");
    }

    private static Outcome conflict(String key) {
        return Outcome.refused(CONFLICT, "CONFLICT", "Idempotency-Key: " + key + " was used for other terms");
    }

    private static Outcome unavailable() {
        return Outcome.refused(
                UNAVAILABLE,
                ErrorCode.UNAVAILABLE.name(),
                "the gateway takes no orders at the moment: nothing was sent");
    }
}
