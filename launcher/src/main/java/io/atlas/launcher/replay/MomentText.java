package io.atlas.launcher.replay;

import static io.atlas.domain.FixedPoint.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.atlas.domain.LogPosition;
import io.atlas.domain.Order;
import io.atlas.domain.OrderIds;
import io.atlas.launcher.replay.Moment.Book;
import io.atlas.launcher.replay.Moment.Holding;
import io.atlas.launcher.replay.Moment.Level;
import io.atlas.launcher.replay.Moment.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A moment as a table for people, or as JSON. Pure. */
final class MomentText {
    private static final long SECOND_NS = 1_000_000_000L;

    private MomentText() {}

    static void print(Moment moment, PrintWriter out) {
        out.println("as of " + moment.asOf());
        out.println(
                "up to " + moment.inputs().stream().map(LogPosition::toString).collect(Collectors.joining("  ")));
        out.println();
        out.printf("%-16s %-6s %24s %24s%n", "account", "asset", "available", "reserved");
        // The books' own accounts exist in every partition; a person wants their sum.
        for (Holding each : Moment.summed(moment.balances())) {
            out.printf(
                    "%-16s %-6s %24s %24s%n",
                    each.account(), each.asset(), format(each.availableAmount()), format(each.reservedAmount()));
        }
        orders(moment.openOrders(), out);
        moment.books().values().forEach(book -> book(book, out));
        sessions(moment.sessions(), out);
        out.flush();
    }

    private static void orders(List<Order> orders, PrintWriter out) {
        out.printf("%n%d open orders%n", orders.size());
        if (orders.isEmpty()) {
            return;
        }
        out.printf(
                "%-12s %-20s %-12s %-10s %-4s %14s %14s %14s %14s  %s%n",
                "OrderID", "ClOrdID", "account", "symbol", "side", "qty", "px", "traded", "leaves", "state");
        for (Order order : orders) {
            out.printf(
                    "%-12s %-20s %-12s %-10s %-4s %14s %14s %14s %14s  %s%n",
                    OrderIds.text(order.orderId()),
                    order.clOrdId(),
                    order.account(),
                    order.symbol(),
                    order.side(),
                    format(order.qty()),
                    format(order.px()),
                    format(order.cumQty()),
                    format(order.leavesQty()),
                    state(order));
        }
    }

    private static String state(Order order) {
        return order.state()
                + (order.pendingCancel() == null ? "" : ", cancel pending")
                + (order.pendingReplace() == null ? "" : ", replace pending");
    }

    private static void book(Book book, PrintWriter out) {
        out.printf("%n%s at tick %d (input %d)%n", book.symbol(), book.tick(), book.input());
        out.printf(
                "%14s %14s %14s | %-14s %-14s %-14s%n",
                "of clients", "bid qty", "bid", "offer", "offer qty", "of clients");
        for (int i = 0; i < Math.max(book.bids().size(), book.offers().size()); i++) {
            Level bid = i < book.bids().size() ? book.bids().get(i) : null;
            Level offer = i < book.offers().size() ? book.offers().get(i) : null;
            out.printf(
                    "%14s %14s %14s | %-14s %-14s %-14s%n",
                    bid == null ? "" : format(bid.clientQty()),
                    bid == null ? "" : format(bid.qty()),
                    bid == null ? "" : format(bid.px()),
                    offer == null ? "" : format(offer.px()),
                    offer == null ? "" : format(offer.qty()),
                    offer == null ? "" : format(offer.clientQty()));
        }
    }

    private static void sessions(List<Session> sessions, PrintWriter out) {
        out.printf("%n%-16s %-12s %10s %10s  %s%n", "session", "state", "last in", "last out", "last message (UTC)");
        for (Session session : sessions) {
            out.printf(
                    "%-16s %-12s %10d %10d  %s%n",
                    session.session(),
                    session.loggedOn() ? "logged on" : "logged out",
                    session.lastIn(),
                    session.lastOut(),
                    time(session.lastNs()));
        }
    }

    private static Instant time(long timeNs) {
        return Instant.ofEpochSecond(timeNs / SECOND_NS, timeNs % SECOND_NS);
    }

    static String json(Moment moment) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("asOf", moment.asOf());
            json.writeArrayFieldStart("upTo");
            for (LogPosition input : moment.inputs()) {
                json.writeString(input.toString());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("balances");
            for (Holding each : moment.balances()) {
                fields(
                        json,
                        "partition",
                        Integer.toString(each.partition()),
                        "account",
                        each.account(),
                        "asset",
                        each.asset(),
                        "available",
                        format(each.availableAmount()),
                        "reserved",
                        format(each.reservedAmount()));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("openOrders");
            for (Order order : moment.openOrders()) {
                order(json, order);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("books");
            for (Book book : moment.books().values()) {
                book(json, book);
            }
            json.writeEndObject();
            json.writeArrayFieldStart("sessions");
            for (Session session : moment.sessions()) {
                fields(
                        json,
                        "session",
                        session.session(),
                        "state",
                        session.loggedOn() ? "LOGGED_ON" : "LOGGED_OUT",
                        "lastIn",
                        Long.toString(session.lastIn()),
                        "lastOut",
                        Long.toString(session.lastOut()),
                        "last",
                        time(session.lastNs()).toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot be written to", e);
        }
        return text.toString();
    }

    private static void order(JsonGenerator json, Order order) throws IOException {
        fields(
                json,
                "orderId",
                OrderIds.text(order.orderId()),
                "clOrdId",
                order.clOrdId(),
                "account",
                order.account(),
                "symbol",
                order.symbol(),
                "side",
                order.side().name(),
                "ordType",
                order.ordType().name(),
                "tif",
                order.tif().name(),
                "qty",
                format(order.qty()),
                "px",
                format(order.px()),
                "cumQty",
                format(order.cumQty()),
                "leavesQty",
                format(order.leavesQty()),
                "state",
                order.state().name(),
                "ordStatus",
                order.ordStatus().name());
    }

    private static void book(JsonGenerator json, Book book) throws IOException {
        json.writeObjectFieldStart(book.symbol());
        json.writeNumberField("tick", book.tick());
        json.writeNumberField("input", book.input());
        levels(json, "bids", book.bids());
        levels(json, "offers", book.offers());
        json.writeEndObject();
    }

    private static void levels(JsonGenerator json, String name, List<Level> levels) throws IOException {
        json.writeArrayFieldStart(name);
        for (Level level : levels) {
            fields(
                    json,
                    "px",
                    format(level.px()),
                    "qty",
                    format(level.qty()),
                    "clientQty",
                    format(level.clientQty()),
                    "orders",
                    Integer.toString(level.orders()));
        }
        json.writeEndArray();
    }

    /** An object of texts: name, value, name, value. */
    private static void fields(JsonGenerator json, String... namesAndValues) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.writeStringField(namesAndValues[i], namesAndValues[i + 1]);
        }
        json.writeEndObject();
    }
}
