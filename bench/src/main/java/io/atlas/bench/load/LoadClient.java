package io.atlas.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Runs a {@link LoadPlan} and measures it. One instance, one run. */
public final class LoadClient implements AutoCloseable {
    private static final long LOGON_NS = 15_000_000_000L;
    private static final long DRAIN_NS = 10_000_000_000L;
    private static final long JOIN_MS = 2_000;
    private static final long SECOND_NS = 1_000_000_000L;
    /** The sender looks at the clock at least this often, and parks the rest of the way to the next order. */
    private static final long MAX_PARK_NS = 1_000_000;

    private final LoadPlan plan;
    private final Clock clock;
    private final LongSupplier serverCpuNs;
    private final LongConsumer progress;
    private final OrderMix mix;
    private final String prefix;
    private final List<LoadSession> sessions = new ArrayList<>();
    private final Selector selector;
    private final Thread reader = new Thread(this::readAll, "load-reader");
    private volatile Tally tally;
    private volatile Thread sender;
    private volatile boolean running = true;
    private volatile String trouble;
    private int sent;

    /**
     * @param serverCpuNs processor time the server has used so far, 0 if unknown
     * @param progress told once a second how many orders have their decision
     */
    public LoadClient(LoadPlan plan, Clock clock, LongSupplier serverCpuNs, LongConsumer progress) throws IOException {
        this.plan = plan;
        this.clock = clock;
        this.serverCpuNs = serverCpuNs;
        this.progress = progress;
        this.mix = new OrderMix(plan.symbols());
        // ClOrdIDs must not repeat those of earlier runs against the same log.
        this.prefix = "L" + Long.toString(clock.millis(), 36);
        this.selector = Selector.open();
    }

    /**
     * Logs on, sends, waits for the last answers.
     *
     * @throws IOException if a session cannot be established
     */
    public LoadResult run() throws IOException {
        sender = Thread.currentThread();
        logonAll();
        long start = System.nanoTime();
        long measureFrom = start + plan.warmupSeconds() * SECOND_NS;
        tally = new Tally(measureFrom);
        sendUntil(start, measureFrom);
        int sentBefore = sent;
        long cpuBefore = serverCpuNs.getAsLong();
        long end = measureFrom + plan.seconds() * SECOND_NS;
        sendUntil(start, end);
        drain();
        long cpuNs = serverCpuNs.getAsLong() - cpuBefore;
        return tally.result(sent, sentBefore, trouble, cpuNs);
    }

    private void logonAll() throws IOException {
        for (String compId : plan.compIds()) {
            LoadSession session = new LoadSession(sessions.size(), compId, plan.password(), plan.port(), clock);
            sessions.add(session);
            session.channel.register(selector, SelectionKey.OP_READ, session);
            session.logon();
        }
        reader.setDaemon(true);
        reader.start();
        long deadline = System.nanoTime() + LOGON_NS;
        while (!sessions.stream().allMatch(LoadSession::loggedOn)) {
            if (trouble != null || System.nanoTime() > deadline) {
                throw new IOException("not all sessions could log on: " + (trouble == null ? "no answer" : trouble));
            }
            LockSupport.parkNanos(MAX_PARK_NS);
        }
    }

    /** Sends what is due until then; in a closed loop, what the window allows. */
    private void sendUntil(long startNs, long endNs) throws IOException {
        long nextTell = System.nanoTime() + SECOND_NS;
        IntSupplier due = plan.openLoop() ? () -> dueByRate(startNs) : this::dueByWindow;
        for (long now = System.nanoTime(); now < endNs && trouble == null; now = System.nanoTime()) {
            int upTo = due.getAsInt();
            while (sent < upTo && System.nanoTime() < endNs) {
                long intended = plan.openLoop() ? startNs + intendedOffset(sent) : System.nanoTime();
                tally.sending(sent, intended);
                sessions.get(sent % sessions.size()).order(prefix, sent, mix);
                sent++;
            }
            if (now >= nextTell) {
                nextTell += SECOND_NS;
                progress.accept(tally.decided());
                for (LoadSession session : sessions) {
                    session.heartbeat(now);
                }
            }
            long untilNext = plan.openLoop() ? startNs + intendedOffset(sent) - System.nanoTime() : MAX_PARK_NS;
            if (untilNext > 0) {
                LockSupport.parkNanos(Math.min(untilNext, MAX_PARK_NS));
            }
        }
    }

    private long intendedOffset(int number) {
        return number * SECOND_NS / plan.rate();
    }

    private int dueByRate(long startNs) {
        return (int) ((System.nanoTime() - startNs) * plan.rate() / SECOND_NS) + 1;
    }

    private int dueByWindow() {
        return (int) tally.decided() + plan.window();
    }

    private void drain() {
        long deadline = System.nanoTime() + DRAIN_NS;
        while (tally.decided() < sent && trouble == null && System.nanoTime() < deadline) {
            LockSupport.parkNanos(MAX_PARK_NS);
        }
    }

    private void readAll() {
        try {
            while (running) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    read((LoadSession) key.attachment(), key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | UncheckedIOException e) {
            if (running) {
                trouble = "the connection failed: " + e.getMessage();
            }
        }
    }

    private void read(LoadSession session, SelectionKey key) throws IOException {
        boolean open = session.frames.read(session.channel, message -> onMessage(session, message));
        if (session.ended() != null || !open) {
            key.cancel();
            trouble = session.compId + ": " + (session.ended() == null ? "connection closed" : session.ended());
        }
    }

    private void onMessage(LoadSession session, FixFrames message) {
        try {
            if (session.onAdmin(message)) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        char type = message.character(35);
        long number = message.numberAfterDash(type == 'j' ? 379 : 11);
        // Reports of an earlier run's orders may come after the logon.
        if (number < 0 || number >= Integer.MAX_VALUE || !ours(message.text(type == 'j' ? 379 : 11))) {
            return;
        }
        boolean decision = type == '8' ? onReport(message, (int) number) : onReject(message, type, (int) number);
        if (decision && !plan.openLoop()) {
            LockSupport.unpark(sender);
        }
    }

    private boolean ours(String clOrdId) {
        return clOrdId.startsWith(prefix);
    }

    private boolean onReport(FixFrames message, int number) {
        char execType = message.character(150);
        if (execType == 'F') {
            mix.traded(message.text(55), message.text(31));
        }
        String reason = execType == '8' ? message.text(20005) : null;
        return tally.report(number, execType, reason, System.nanoTime());
    }

    private boolean onReject(FixFrames message, char type, int number) {
        return type == 'j' && tally.refused(number, "35=j " + message.text(58));
    }

    @Override
    public void close() throws IOException {
        running = false;
        selector.wakeup();
        try {
            reader.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (LoadSession session : sessions) {
            if (session.ended() == null && session.loggedOn()) {
                session.logout();
            }
            session.close();
        }
        selector.close();
    }
}
