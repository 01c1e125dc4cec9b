package io.atlas.launcher.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * The session layer of one client: keeps its numbers over reconnects, asks again for what it missed, sends again what it is asked
 * for (or, now and then, fills the gap instead), gives up a silent connection. Thread: its own.
 */
final class SoakClient implements Runnable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final char SOH = 1;
    private static final int HEART_BT_S = 2;
    private static final long LOGON_NS = TimeUnit.SECONDS.toNanos(8);
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(2 * HEART_BT_S);
    private static final long RECONNECT_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int KEPT = 50_000;
    private static final double FILLS_GAPS = 0.15;
    private static final double BEGINS_ANEW = 0.25;
    /** A client that is left alone stops and starts so often, on average. */
    private static final double LIVES_S = 15;

    private record Sent(String type, String fields, String time) {}

    private final String compId;
    private final IntSupplier port;
    private final Trader trader;
    private final History history;
    private final Random dice;
    private final TreeMap<Integer, Sent> sent = new TreeMap<>();
    private final ReentrantLock still = new ReentrantLock();
    private volatile boolean stopping;
    private FixLine line;
    private int nextOut = 1;
    private int nextIn = 1;
    private int askedFrom;
    private long askedNs;
    private long heardNs;
    private long saidNs;
    private boolean tested;
    private boolean loggedOn;
    private boolean fillsGaps;
    /** From the loss of our numbers until the gateway has answered 141=Y. */
    private boolean beginsAnew;

    /** @param port where its gateway is now */
    SoakClient(String compId, IntSupplier port, Trader trader, History history, long seed) {
        this.compId = compId;
        this.port = port;
        this.trader = trader;
        this.history = history;
        this.dice = new Random(seed);
    }

    @Override
    public void run() {
        while (!stopping) {
            try (FixLine connection = FixLine.connect(port.getAsInt())) {
                line = connection;
                session();
            } catch (IOException lost) {
                // What comes next is the same, whatever was the reason.
            }
            loggedOn = false;
            trader.loggedOff();
            LockSupport.parkNanos(RECONNECT_NS);
        }
    }

    /** Its history does not change until {@link #release}. Any thread, the same one releases. */
    void hold() {
        still.lock();
    }

    void release() {
        still.unlock();
    }

    /** Logs out and ends. */
    void stop() {
        stopping = true;
    }

    private void session() throws IOException {
        heardNs = System.nanoTime();
        tested = false;
        askedFrom = 0;
        fillsGaps = dice.nextDouble() < FILLS_GAPS;
        long startNs = heardNs;
        long lifeNs = (long) (-Math.log(1 - dice.nextDouble()) * LIVES_S * TimeUnit.SECONDS.toNanos(1));
        if (!trader.lastExecId().isEmpty() && dice.nextDouble() < BEGINS_ANEW) {
            loseNumbers();
        }
        send(
                "A",
                "98=0|108=" + HEART_BT_S + "|553=" + compId + "|554=" + SoakProfile.PASSWORD + '|'
                        + (beginsAnew ? "141=Y|20012=" + trader.lastExecId() + '|' : ""));
        while (!stopping) {
            if (System.nanoTime() - startNs > lifeNs && !trader.quiet()) {
                throw new IOException("stopped, and started again");
            }
            List<FixFields> news = line.poll();
            still.lock();
            try {
                step(news, startNs);
            } finally {
                still.unlock();
            }
        }
        if (loggedOn) {
            send("5", "");
        }
    }

    /** As if our own store were gone: what we sent cannot be sent again, what we have not heard comes by its ExecID. */
    private void loseNumbers() {
        for (Sent message : sent.values()) {
            if ("FG".contains(message.type())) {
                trader.givenUp(clOrdId(message));
            }
        }
        sent.clear();
        nextOut = 1;
        nextIn = 1;
        beginsAnew = true;
    }

    private void step(List<FixFields> news, long startNs) throws IOException {
        for (FixFields message : news) {
            heardNs = System.nanoTime();
            tested = false;
            onMessage(message);
        }
        long now = System.nanoTime();
        if (!loggedOn && now - startNs > LOGON_NS) {
            throw new IOException("no answer to the Logon");
        }
        keepAlive(now);
        if (loggedOn) {
            trader.step(this, now);
        }
    }

    private void keepAlive(long now) throws IOException {
        if (now - heardNs > SILENCE_NS) {
            if (tested) {
                throw new IOException("silent");
            }
            tested = true;
            heardNs = now;
            if (loggedOn) {
                send("1", "112=T" + nextOut + '|');
            }
        }
        if (loggedOn && now - saidNs > TimeUnit.SECONDS.toNanos(HEART_BT_S)) {
            send("0", "");
        }
    }

    /** Sends with the next number, which is returned. */
    int send(String type, String fields) throws IOException {
        int seq = nextOut++;
        Sent message = new Sent(type, fields, TIME.format(Instant.now()));
        sent.put(seq, message);
        if (sent.size() > KEPT) {
            sent.pollFirstEntry();
        }
        write(seq, message, "");
        return seq;
    }

    private void write(int seq, Sent message, String header) throws IOException {
        String now = header.isEmpty() ? message.time() : TIME.format(Instant.now());
        String body = "35=" + message.type() + "|34=" + seq + "|49=" + compId + "|56=ATLAS|52=" + now + '|' + header
                + message.fields();
        String framed = "8=FIX.4.4|9=" + body.length() + '|' + body;
        byte[] bytes = framed.replace('|', SOH).getBytes(StandardCharsets.ISO_8859_1);
        int sum = 0;
        for (byte each : bytes) {
            sum += each;
        }
        String trailer = String.format("10=%03d", sum & 0xFF) + SOH;
        saidNs = System.nanoTime();
        line.write((new String(bytes, StandardCharsets.ISO_8859_1) + trailer).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void onMessage(FixFields message) throws IOException {
        switch (message.type()) {
            case "A" -> onLogon(message);
            case "4" -> onSequenceReset(message);
            default -> {
                if (message.seq() > nextIn) {
                    ahead(message);
                } else if (message.seq() == nextIn) {
                    nextIn++;
                    process(message);
                } else if (message.yes(43)) {
                    trader.again(message);
                } else {
                    history.problem("MsgSeqNum " + message.seq() + " is lower than " + nextIn + ": " + message);
                    throw new IOException("numbers went back");
                }
            }
        }
    }

    private void onLogon(FixFields message) throws IOException {
        loggedOn = true;
        history.logons++;
        if (message.yes(141) && beginsAnew) {
            history.begunAnew++;
            beginsAnew = false;
            nextIn = message.seq() + 1;
        } else if (message.yes(141)) {
            // The gateway has lost our numbers: both sides begin anew, and our Logon does not count.
            history.resets++;
            sent.clear();
            nextOut = 1;
            nextIn = message.seq() + 1;
        } else if (message.seq() == nextIn) {
            nextIn++;
        } else if (message.seq() > nextIn) {
            askAgain();
        } else {
            history.problem("Logon with MsgSeqNum " + message.seq() + ", lower than " + nextIn);
        }
        trader.loggedOn(System.nanoTime());
    }

    private void onSequenceReset(FixFields message) throws IOException {
        boolean gapFill = message.yes(123);
        if (gapFill && message.seq() > nextIn) {
            askAgain();
        } else if (!gapFill || message.seq() == nextIn) {
            nextIn = Math.max(nextIn, message.number(36));
        }
    }

    private void ahead(FixFields message) throws IOException {
        if (message.type().equals("2")) {
            // Both sides have a gap: the other one is served first, or both would wait for ever.
            resend(message);
        } else if (message.type().equals("5")) {
            throw new IOException("logged out: " + message.text(58));
        }
        askAgain();
    }

    private void askAgain() throws IOException {
        long now = System.nanoTime();
        if (askedFrom != nextIn || now - askedNs > LOGON_NS) {
            askedFrom = nextIn;
            askedNs = now;
            send("2", "7=" + nextIn + "|16=0|");
        }
    }

    private void process(FixFields message) throws IOException {
        switch (message.type()) {
            case "1" -> send("0", "112=" + message.text(112) + '|');
            case "2" -> resend(message);
            case "5" -> throw new IOException("logged out: " + message.text(58));
            case "3" -> onReject(message);
            case "8", "9", "j" -> trader.on(message);
            default -> {
                // Heartbeats.
            }
        }
    }

    private void onReject(FixFields message) {
        Sent refused = sent.get(message.number(45));
        if (refused != null && "DFG".contains(refused.type())) {
            trader.notProcessed(clOrdId(refused));
        }
    }

    private static String clOrdId(Sent message) {
        return new FixFields(message.fields().replace('|', SOH)).text(11);
    }

    private void resend(FixFields request) throws IOException {
        int from = request.number(7);
        int to = request.number(16) == 0 ? nextOut - 1 : Math.min(request.number(16), nextOut - 1);
        int gapFrom = 0;
        for (int seq = from; seq <= to; seq++) {
            Sent message = sent.get(seq);
            boolean again = message != null && !fillsGaps && "DFGH".contains(message.type());
            if (!again) {
                gapFrom = gapFrom == 0 ? seq : gapFrom;
                if (message != null && "FG".contains(message.type())) {
                    trader.givenUp(clOrdId(message));
                }
                continue;
            }
            if (gapFrom > 0) {
                fillGap(gapFrom, seq);
                gapFrom = 0;
            }
            history.resent++;
            write(seq, message, "43=Y|122=" + message.time() + '|');
        }
        if (gapFrom > 0) {
            fillGap(gapFrom, to + 1);
        }
    }

    private void fillGap(int from, int next) throws IOException {
        history.gapsFilled++;
        Sent fill = new Sent("4", "123=Y|36=" + next + '|', TIME.format(Instant.now()));
        write(from, fill, "43=Y|122=" + fill.time() + '|');
    }
}
