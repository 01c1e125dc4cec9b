package io.atlas.launcher.soak;

import io.atlas.launcher.soak.History.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What one client asks for and what it makes of the answers: new orders of all kinds, changes of open ones, 35=H for what stays
 * without an answer. Thread: its client's.
 */
final class Trader {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    /** An order without an answer for so long, logged on, is asked about. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(6);

    private static final int MANY_OPEN = 40;
    private static final int MANY_UNDECIDED = 200;

    private static final class Asked {
        final char type;
        final OrderMaker.Terms terms;
        final String orderId;
        long sinceNs;

        Asked(char type, OrderMaker.Terms terms, String orderId, long sinceNs) {
            this.type = type;
            this.terms = terms;
            this.orderId = orderId;
            this.sinceNs = sinceNs;
        }
    }

    private static final class Working {
        final OrderMaker.Terms terms;
        String clOrdId;
        String request;

        Working(OrderMaker.Terms terms, String clOrdId) {
            this.terms = terms;
            this.clOrdId = clOrdId;
        }
    }

    private final String account;
    private final String prefix;
    private final History history;
    private final OrderMaker maker;
    private final Random dice;
    private final long everyNs;
    private final Map<String, Asked> undecided = new LinkedHashMap<>();
    private final Map<String, Working> working = new HashMap<>();
    private volatile boolean quiet;
    private volatile int undecidedCount;
    private volatile long lastNewsNs;
    private long dueNs;
    private int number;
    private String lastExecId = "";

    /** @param perSecond how many requests it makes */
    Trader(String session, String account, History history, long seed, double perSecond) {
        this.account = account;
        this.prefix = session + '-' + Long.toString(seed & 0xFFFF, 36) + '-';
        this.history = history;
        this.dice = new Random(seed);
        this.maker = new OrderMaker(dice);
        this.everyNs = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** Asks for nothing new from now on. Any thread. */
    void beQuiet() {
        quiet = true;
    }

    /** Whether it has been told so. Any thread. */
    boolean quiet() {
        return quiet;
    }

    /** Requests without a decision. Any thread. */
    int undecided() {
        return undecidedCount;
    }

    /** When something was heard last, by {@link System#nanoTime}. Any thread. */
    long lastNewsNs() {
        return lastNewsNs;
    }

    /** ExecID(17) of the last report; empty if there was none. */
    String lastExecId() {
        return lastExecId;
    }

    void loggedOn(long now) {
        undecided.values().forEach(asked -> asked.sinceNs = now);
        dueNs = Math.max(dueNs, now);
    }

    void loggedOff() {
        lastNewsNs = System.nanoTime();
    }

    void step(SoakClient line, long now) throws IOException {
        askAboutOld(line, now);
        while (!quiet && now >= dueNs && undecided.size() < MANY_UNDECIDED) {
            dueNs = Math.max(dueNs + everyNs, now - TimeUnit.SECONDS.toNanos(1));
            ask(line, now);
        }
        undecidedCount = undecided.size();
    }

    private void askAboutOld(SoakClient line, long now) throws IOException {
        for (Map.Entry<String, Asked> each : List.copyOf(undecided.entrySet())) {
            Asked asked = each.getValue();
            if (now - asked.sinceNs < PATIENCE_NS) {
                break;
            }
            // To the end of the list: the oldest stand first.
            undecided.remove(each.getKey());
            asked.sinceNs = now;
            undecided.put(each.getKey(), asked);
            if (asked.type == 'D') {
                line.send("H", "11=" + each.getKey() + '|' + asked.terms.instrument());
            } else if (history.outcome(each.getKey()) == Outcome.GIVEN_UP) {
                close(each.getKey(), asked);
            }
        }
    }

    private void ask(SoakClient line, long now) throws IOException {
        double kind = dice.nextDouble();
        List<Map.Entry<String, Working>> free = new ArrayList<>();
        for (Map.Entry<String, Working> each : working.entrySet()) {
            if (each.getValue().request == null) {
                free.add(each);
            }
        }
        boolean change = !free.isEmpty() && (kind < 0.3 || working.size() > MANY_OPEN);
        if (change) {
            Map.Entry<String, Working> chosen = free.get(dice.nextInt(free.size()));
            change(line, chosen.getKey(), chosen.getValue(), now);
        } else {
            OrderMaker.Terms terms = maker.order();
            String clOrdId = next();
            history.sent(clOrdId);
            undecided.put(clOrdId, new Asked('D', terms, "", now));
            line.send("D", "11=" + clOrdId + "|1=" + account + '|' + terms.order() + stamp());
        }
    }

    private void change(SoakClient line, String orderId, Working order, long now) throws IOException {
        boolean cancel = dice.nextDouble() < 0.7;
        String clOrdId = next();
        history.sent(clOrdId);
        order.request = clOrdId;
        undecided.put(clOrdId, new Asked(cancel ? 'F' : 'G', order.terms, orderId, now));
        String fields = "11=" + clOrdId + "|41=" + order.clOrdId + "|1=" + account + '|' + order.terms.instrument();
        if (cancel) {
            line.send("F", fields + "38=" + order.terms.qty() + '|' + stamp());
        } else {
            line.send("G", fields + maker.otherTerms(order.terms) + stamp());
        }
    }

    private String next() {
        return prefix + ++number;
    }

    private static String stamp() {
        return "60=" + TIME.format(Instant.now()) + '|';
    }

    /** A report, a refusal or a business reject, in its turn. */
    void on(FixFields message) {
        lastNewsNs = System.nanoTime();
        switch (message.type()) {
            case "8" -> onReport(message);
            case "9" -> {
                history.received(keyOfRefusal(message), refusal(message));
                // A change that was under way (150=6, E) may still be refused by the venue.
                boolean underWay = history.outcome(message.text(11)) == Outcome.ACCEPTED;
                decide(message.text(11), underWay ? Outcome.ACCEPTED : Outcome.REFUSED);
            }
            default -> {
                // A refused 35=H is asked again.
                if (!message.text(372).equals("H")) {
                    notProcessed(message.text(379));
                }
            }
        }
    }

    /** A message that has been heard before: it must say the same. */
    void again(FixFields message) {
        if (message.type().equals("8") && !message.text(150).equals("I")) {
            history.received(message.text(17), report(message));
        } else if (message.type().equals("9")) {
            history.received(keyOfRefusal(message), refusal(message));
        }
    }

    private void onReport(FixFields message) {
        String clOrdId = message.text(11);
        if (message.text(150).equals("I")) {
            onStatus(clOrdId, message);
            return;
        }
        lastExecId = message.text(17);
        if (history.hasReceived(lastExecId)) {
            // 97=Y after the loss of a store: dropped, as the rules of engagement ask.
            again(message);
            return;
        }
        history.received(lastExecId, report(message));
        char execType = message.text(150).charAt(0);
        switch (execType) {
            case 'A' -> {
                Asked asked = undecided.get(clOrdId);
                if (asked != null) {
                    working.put(message.text(37), new Working(asked.terms, clOrdId));
                }
                decide(clOrdId, Outcome.ACCEPTED);
            }
            case '8' -> {
                if (history.outcome(clOrdId) != Outcome.ACCEPTED) {
                    decide(clOrdId, Outcome.REFUSED);
                }
            }
            case '6', 'E' -> decide(clOrdId, Outcome.ACCEPTED);
            case '5' -> {
                decide(clOrdId, Outcome.ACCEPTED);
                Working order = working.get(message.text(37));
                if (order != null) {
                    order.clOrdId = clOrdId;
                }
            }
            case '4' -> {
                if (message.has(41)) {
                    decide(clOrdId, Outcome.ACCEPTED);
                }
            }
            default -> {
                // Accepted, traded, expired: nothing was asked.
            }
        }
        if (message.decimal(151).equals("0")) {
            working.remove(message.text(37));
        }
    }

    private void onStatus(String clOrdId, FixFields message) {
        Outcome before = history.outcome(clOrdId);
        boolean there = !message.text(37).equals("NONE");
        if (before == Outcome.UNDECIDED && undecided.containsKey(clOrdId)) {
            history.decidedByStatus++;
            decide(clOrdId, there ? Outcome.ACCEPTED : Outcome.UNKNOWN);
        } else if (before == Outcome.ACCEPTED && !there) {
            history.problem("35=H says that " + clOrdId + " is unknown, which was acknowledged");
        } else if (before == Outcome.UNKNOWN && there) {
            history.problem("35=H knows " + clOrdId + ", which it had called unknown");
        }
    }

    /** 35=j or 35=3: that request is as if it had not been sent. */
    void notProcessed(String clOrdId) {
        lastNewsNs = System.nanoTime();
        decide(clOrdId, Outcome.NOT_PROCESSED);
    }

    /** The client has filled the gap instead of sending it again. */
    void givenUp(String clOrdId) {
        if (history.outcome(clOrdId) == Outcome.UNDECIDED) {
            history.decided(clOrdId, Outcome.GIVEN_UP);
        }
    }

    private void decide(String clOrdId, Outcome outcome) {
        Outcome before = history.outcome(clOrdId);
        if (before == Outcome.UNKNOWN && outcome == Outcome.REFUSED) {
            // 37=NONE is also said of an order that was refused.
            return;
        }
        history.decided(clOrdId, outcome);
        Asked asked = undecided.get(clOrdId);
        if (asked != null) {
            close(clOrdId, asked);
        }
    }

    private void close(String clOrdId, Asked asked) {
        undecided.remove(clOrdId);
        undecidedCount = undecided.size();
        Working order = working.get(asked.orderId);
        if (order != null && clOrdId.equals(order.request)) {
            order.request = null;
        }
    }

    private static String report(FixFields message) {
        return String.join(
                "|",
                message.text(150),
                message.text(39),
                message.text(11),
                message.text(37),
                message.decimal(14),
                message.decimal(151),
                message.decimal(32),
                message.decimal(31));
    }

    private static String keyOfRefusal(FixFields message) {
        return "refused " + message.text(11);
    }

    private static String refusal(FixFields message) {
        return message.text(37) + '|' + message.text(39) + '|' + message.text(434);
    }
}
