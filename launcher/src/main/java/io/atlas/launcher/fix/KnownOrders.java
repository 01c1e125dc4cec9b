package io.atlas.launcher.fix;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import quickfix.FieldMap;
import quickfix.InvalidMessage;
import quickfix.Message;

/**
 * The orders this client has heard of, by its reports. The last report of each is kept in a file, so that an open order can
 * be cancelled after a restart. It also knows which requests wait for an answer. Safe for both threads.
 */
final class KnownOrders {
    private static final String OPEN = "01A6E";
    private static final long KNOWN_MS = 2_000;

    private final Path file;
    /** The last report of each order by OrderID(37). */
    private final Map<String, Message> lastReports = new LinkedHashMap<>();
    /** OrderID by every ClOrdID(11) its reports have carried. */
    private final Map<String, String> orderIds = new HashMap<>();
    /** ClOrdIDs of requests that have no final answer yet. */
    private final Set<String> waiting = new HashSet<>();
    /** ClOrdIDs of orders that must end by themselves: market, IOC, FOK. */
    private final Set<String> immediate = new HashSet<>();

    KnownOrders(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                remember(line);
            }
        }
        List<String> open = open().stream().map(Message::toString).toList();
        Files.write(file, open, StandardCharsets.ISO_8859_1);
    }

    private void remember(String line) {
        try {
            Message report = new Message(line, false);
            lastReports.put(text(report, 37), report);
            orderIds.put(text(report, 11), text(report, 37));
        } catch (InvalidMessage torn) {
            // The last line of a client that was killed; its order is told again by the next report.
        }
    }

    /** A request leaves; {@code endsByItself} if it is an order that cannot rest. */
    synchronized void asked(String clOrdId, boolean endsByItself) {
        waiting.add(clOrdId);
        if (endsByItself) {
            immediate.add(clOrdId);
        }
    }

    /** An ExecutionReport arrived. */
    synchronized void report(Message report) throws IOException {
        String clOrdId = text(report, 11);
        char status = text(report, 39).charAt(0);
        if (!text(report, 37).equals("NONE")) {
            lastReports.put(text(report, 37), report);
            orderIds.put(clOrdId, text(report, 37));
            notifyAll();
            Files.writeString(
                    file,
                    report + "\n",
                    StandardCharsets.ISO_8859_1,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        boolean isStatus = text(report, 150).equals("I");
        boolean pending = status == 'A' || status == '6' || status == 'E';
        if (isStatus || !pending && (OPEN.indexOf(status) < 0 || !immediate.contains(clOrdId))) {
            answered(clOrdId);
        }
    }

    /** The request with that ClOrdID needs no further waiting. */
    synchronized void answered(String clOrdId) {
        waiting.remove(clOrdId);
        immediate.remove(clOrdId);
        notifyAll();
    }

    /** Waits until every request has its answer, at most so long; false if some have none. */
    synchronized boolean awaitAnswers(long ms) throws InterruptedException {
        long deadlineNs = System.nanoTime() + ms * 1_000_000;
        for (long left = ms; !waiting.isEmpty() && left > 0; left = (deadlineNs - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return waiting.isEmpty();
    }

    /** The last reports of open orders, oldest order first. */
    synchronized List<Message> open() {
        List<Message> open = new ArrayList<>();
        for (Message report : lastReports.values()) {
            if (OPEN.indexOf(text(report, 39).charAt(0)) >= 0) {
                open.add(report);
            }
        }
        return open;
    }

    /**
     * The last report of the order meant: by ClOrdID, OrderID, or the number at the end of a ClOrdID of this start.
     *
     * @throws Refusal if this client has not heard of it
     */
    synchronized Message find(String id, String prefix) {
        Message report = lastReports.get(orderIds.getOrDefault(clOrdId(id, prefix), id));
        if (report == null) {
            throw new Refusal("no order '" + id + "' is known here (`orders` lists the open ones)");
        }
        return report;
    }

    /** Waits until the order meant is known, but not longer than its request waits for an answer, nor than 2 s. */
    synchronized void awaitKnown(String id, String prefix) throws InterruptedException {
        String clOrdId = clOrdId(id, prefix);
        long deadlineNs = System.nanoTime() + KNOWN_MS * 1_000_000;
        for (long left = KNOWN_MS;
                waiting.contains(clOrdId) && !orderIds.containsKey(clOrdId) && left > 0;
                left = (deadlineNs - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private static String clOrdId(String id, String prefix) {
        return id.chars().allMatch(Character::isDigit) ? prefix + id : id;
    }

    /** The field's text, empty if absent. */
    static String text(FieldMap fields, int tag) {
        return fields.getOptionalString(tag).orElse("");
    }
}
