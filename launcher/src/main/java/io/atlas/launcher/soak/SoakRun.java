package io.atlas.launcher.soak;

import io.atlas.launcher.Refusal;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A whole soak: start, load and faults, quiet, comparison. Thread: the main one; clients have their own. */
final class SoakRun {
    private static final long START_S = 120;
    private static final long SETTLE_S = 120;
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long JOIN_MS = 10_000;
    private static final int COMPARISONS = 6;
    private static final int TELL_EVERY = 10;

    /**
     * What is asked for.
     *
     * @param everyS seconds of quiet between faults, on average, once all serve again
     * @param perSecond requests of all clients together
     */
    record Plan(int kills, double everyS, long seed, int clients, double perSecond, int port) {}

    /** What came of it. */
    record Result(
            Plan plan,
            Chaos chaos,
            int endedByThemselves,
            List<History> histories,
            LogStory log,
            Comparison comparison) {}

    private final Plan plan;
    private final Path config;
    private final Path folder;
    private final PrintWriter out;
    private final List<History> histories = new ArrayList<>();
    private final List<Trader> traders = new ArrayList<>();
    private final List<SoakClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    SoakRun(Plan plan, Path config, Path folder, PrintWriter out) {
        this.plan = plan;
        this.config = config;
        this.folder = folder;
        this.out = out;
    }

    Result run() throws IOException {
        List<String> sessions = SoakProfile.write(config, folder.resolve("config"), plan.clients());
        try (SoakWorld world = new SoakWorld(folder, folder.resolve("config"), plan.port())) {
            Thread hook = new Thread(world::close, "kill-children");
            Runtime.getRuntime().addShutdownHook(hook);
            world.start();
            if (!world.awaitAll(START_S)) {
                throw new Refusal("the processes do not serve after %d s: see %s/out.", START_S, folder);
            }
            say("all serve; %d clients, %d faults, seed %d", plan.clients(), plan.kills(), plan.seed());
            startClients(sessions, world);
            Chaos chaos = new Chaos(world, plan.seed(), plan.everyS(), out);
            while (chaos.strikes() < plan.kills()) {
                chaos.strike();
                if (chaos.strikes() % TELL_EVERY == 0) {
                    say("  %d of %d faults", chaos.strikes(), plan.kills());
                }
            }
            say("no more faults: waiting until everything is decided");
            if (!world.awaitAll(START_S)) {
                throw new Refusal(
                        "the processes do not all serve %d s after the last fault: see %s/out.", START_S, folder);
            }
            settle();
            Result result = compare(world, chaos);
            world.requireNoBreach();
            stopClients();
            world.stop();
            Runtime.getRuntime().removeShutdownHook(hook);
            return result;
        }
    }

    private void startClients(List<String> sessions, SoakWorld world) {
        for (int i = 0; i < sessions.size(); i++) {
            String session = sessions.get(i);
            long seed = plan.seed() * 31 + i;
            History history = new History(session);
            Trader trader = new Trader(
                    session, SoakProfile.account(session), history, seed, plan.perSecond() / sessions.size());
            SoakClient client = new SoakClient(session, world::fixPort, trader, history, seed);
            Thread thread = new Thread(client, "client-" + session);
            thread.setDaemon(true);
            histories.add(history);
            traders.add(trader);
            clients.add(client);
            threads.add(thread);
            thread.start();
        }
    }

    /** Nothing new is asked for; every request gets its decision, and then the reports come to an end. */
    private void settle() {
        traders.forEach(Trader::beQuiet);
        boolean decided = until(() -> traders.stream().allMatch(trader -> trader.undecided() == 0));
        boolean silent =
                until(() -> traders.stream().allMatch(trader -> System.nanoTime() - trader.lastNewsNs() > SILENCE_NS));
        if (!decided || !silent) {
            say("  not everything came to an end within %d s", SETTLE_S);
        }
    }

    private static boolean until(BooleanSupplier done) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_S);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return true;
    }

    /** Compares, and again a little later if something differs: what is on its way may still arrive. */
    private Result compare(SoakWorld world, Chaos chaos) {
        say("comparing clients, log, ledger and book");
        try (KafkaConnection kafka = new KafkaConnection(world.bootstrap(), "soak");
                CommandLog log = kafka.log(() -> {})) {
            Result result = null;
            for (int i = 0; i < COMPARISONS; i++) {
                LogStory story = LogStory.read(log);
                Comparison comparison = compareStill(story);
                result = new Result(plan, chaos, world.endedByThemselves(), histories, story, comparison);
                if (comparison.differences().isEmpty()) {
                    return result;
                }
                LockSupport.parkNanos(SILENCE_NS);
            }
            return result;
        }
    }

    /** Histories belong to the clients' threads, which are asked to hold still meanwhile. */
    private Comparison compareStill(LogStory story) {
        clients.forEach(SoakClient::hold);
        try {
            return Comparison.of(story, histories);
        } finally {
            clients.forEach(SoakClient::release);
        }
    }

    private void stopClients() {
        clients.forEach(SoakClient::stop);
        for (Thread thread : threads) {
            try {
                thread.join(JOIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void say(String format, Object... args) {
        out.println(String.format(format, args));
        out.flush();
    }
}
