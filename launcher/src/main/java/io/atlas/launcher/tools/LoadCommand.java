package io.atlas.launcher.tools;

import io.atlas.bench.load.LoadClient;
import io.atlas.bench.load.LoadPlan;
import io.atlas.bench.load.LoadResult;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.launcher.Home;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.services.WorldFolder;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.ConfigException;
import io.atlas.wire.config.SessionConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code load}: measures ATLAS under FIX load, and the bare parts in the same minutes. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Sends orders over many FIX sessions and measures the answers.",
            "Without --fix-port it starts a world of its own (profile load) and deletes it afterwards."
        })
public final class LoadCommand implements Callable<Integer> {
    private static final String PROFILE = "load";
    private static final int PORT_ATTEMPTS = 20;
    private static final long ORDER_NOTIONAL = 50 * FixedPoint.ONE;

    /** What is measured. */
    enum Target {
        ATLAS,
        SKELETON,
        BARE
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private Home home;

    @Option(
            names = "--against",
            split = ",",
            defaultValue = "atlas",
            description = "one or more of ${COMPLETION-CANDIDATES}, one after the other (default: ${DEFAULT-VALUE}):"
                    + " skeleton is FIX and three Kafka hops without logic, bare is a FIX engine that only answers")
    private List<Target> targets;

    @Option(names = "--rate", defaultValue = "1000", description = "orders per second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--max", description = "as many as come back instead of a rate")
    private boolean max;

    @Option(
            names = "--window",
            defaultValue = "256",
            description = "with --max: most unanswered orders (default: ${DEFAULT-VALUE})")
    private int window;

    @Option(names = "--seconds", defaultValue = "60", description = "measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "30", description = "seconds before that (default: ${DEFAULT-VALUE})")
    private int warmup;

    @Option(names = "--sessions", defaultValue = "32", description = "FIX sessions (default: ${DEFAULT-VALUE})")
    private int sessions;

    @Option(names = "--password", defaultValue = "atlas-demo", description = "of the load's sessions")
    private String password;

    @Option(names = "--fix-port", description = "measure the world that serves here, started with --profile load")
    private Integer fixPort;

    private PrintWriter out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        out = spec.commandLine().getOut();
        if ((rate < 1 && !max) || seconds < 1 || warmup < 0 || sessions < 1 || window < 1) {
            throw new Refusal("--rate, --seconds, --sessions and --window must be at least 1, --warmup at least 0.");
        }
        Config config = config();
        List<LoadTable.Run> runs = new ArrayList<>();
        for (Target target : targets) {
            LoadTable.Run run = run(target, config);
            runs.add(run);
            LoadTable.print(out, run);
        }
        LoadTable.printRatios(out, runs);
        boolean clean = runs.stream()
                .allMatch(run -> run.result().lost() == 0 && run.result().trouble() == null);
        return clean ? 0 : 1;
    }

    private Config config() {
        try {
            return Config.load(home.config(), PROFILE);
        } catch (ConfigException e) {
            throw new Refusal("%s", e.getMessage());
        }
    }

    private List<String> clients(Config config) {
        List<String> clients = config.sessions().stream()
                .map(SessionConfig::senderCompId)
                .limit(sessions)
                .toList();
        if (clients.size() < sessions) {
            throw new Refusal("--sessions: %d (expected: at most the %d of the profile).", sessions, clients.size());
        }
        return clients;
    }

    private LoadTable.Run run(Target target, Config config) throws IOException, InterruptedException {
        String name = target.name().toLowerCase(Locale.ROOT);
        List<String> clients = clients(config);
        if (fixPort != null && target == Target.ATLAS) {
            long pid = WorldFolder.holder(home.data()).orElse(0L);
            return measure(name, plan(fixPort, clients, config), pid);
        }
        int fix = freePort();
        int kafka = freePort();
        List<String> command = target == Target.ATLAS
                ? List.of(
                        "up",
                        "--profile",
                        PROFILE,
                        "--config",
                        home.config().toString(),
                        "--console-port",
                        Integer.toString(freePort()))
                : barePart(name, clients, config.partitions());
        command = new ArrayList<>(command);
        command.addAll(List.of("--fix-port", Integer.toString(fix), "--kafka-port", Integer.toString(kafka)));
        progress(name + ": starting ...");
        try (ServerProcess server = ServerProcess.start(fix, command)) {
            return measure(name, plan(fix, clients, config), server.pid());
        }
    }

    private static List<String> barePart(String name, List<String> clients, int partitions) {
        return List.of(
                "load-part",
                "--part",
                name,
                "--clients",
                String.join(",", clients),
                "--partitions",
                Integer.toString(partitions));
    }

    private LoadPlan plan(int port, List<String> clients, Config config) {
        List<LoadPlan.Symbol> symbols =
                config.world().instruments().stream().map(LoadCommand::symbol).toList();
        return new LoadPlan(port, clients, password, max ? 0 : rate, window, warmup, seconds, symbols);
    }

    /** A size worth some 50 units of the quote asset, or the least that is allowed. */
    private static LoadPlan.Symbol symbol(Instrument instrument) {
        long lots = Math.max(
                lots(instrument, Math.max(ORDER_NOTIONAL, instrument.minNotionalAmount() * 2)),
                instrument.minQty() / instrument.lotQty());
        return new LoadPlan.Symbol(
                instrument.symbol(), instrument.referencePx(), instrument.tickPx(), lots * instrument.lotQty());
    }

    private static long lots(Instrument instrument, long notional) {
        long perLot = instrument.amount(instrument.referencePx(), instrument.lotQty());
        return Math.max(1, notional / perLot);
    }

    private LoadTable.Run measure(String name, LoadPlan plan, long pid) throws IOException {
        long before = ServerProcess.residentMib(pid);
        int total = warmup + seconds;
        int[] second = {0};
        try (LoadClient client = new LoadClient(
                plan,
                Clock.systemUTC(),
                () -> ServerProcess.cpuNs(pid),
                decided -> progress(String.format(
                        "%s: %d of %d s%s, %d orders decided",
                        name, ++second[0], total, second[0] <= warmup ? " (warm-up)" : "", decided)))) {
            LoadResult result = client.run();
            progress(null);
            return new LoadTable.Run(name, result, before, ServerProcess.residentMib(pid));
        }
    }

    /** One line that overwrites itself on a terminal; nothing elsewhere. */
    private static void progress(String lineOrNull) {
        if (System.console() != null) {
            System.err.print("\r\033[K" + (lineOrNull == null ? "" : lineOrNull));
            System.err.flush();
        }
    }

    /** One whose neighbour above is free too: Kafka's controller takes that. */
    private static int freePort() {
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket next =
                            new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
                return next.getLocalPort() - 1;
            } catch (IOException taken) {
                // Another pair will do.
            }
        }
        throw new Refusal("no free ports on 127.0.0.1.");
    }
}
