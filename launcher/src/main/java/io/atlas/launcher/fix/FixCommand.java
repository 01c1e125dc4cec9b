package io.atlas.launcher.fix;

import io.atlas.launcher.Home;
import io.atlas.launcher.Refusal;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.Message;

/** {@code fix}: a terminal FIX client for people; reads stdin line by line, piped or typed. */
@Command(
        name = "fix",
        mixinStandardHelpOptions = true,
        description = "A FIX client in the terminal: type orders, read reports.",
        footerHeading = "%nWhat can be typed:%n",
        footer = TypedLine.HELP)
public final class FixCommand implements Callable<Integer> {
    private static final String ASK = "?";
    private static final long LIST_MS = 1_000;
    private static final long LOGON_MS = 8_000;
    /** 2026-01-01: the epoch of ClOrdID prefixes, which keeps them short. */
    private static final long PREFIX_EPOCH_MS = 1_767_225_600_000L;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Home home;

    @Option(
            names = "--as",
            defaultValue = "ALGO1",
            description = "SenderCompID, and Username (default: ${DEFAULT-VALUE})")
    private String compId;

    @Option(
            names = "--password",
            arity = "0..1",
            fallbackValue = ASK,
            defaultValue = "atlas-demo",
            description = "its password; without a value it is asked for (default: ${DEFAULT-VALUE})")
    private String password;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "default: ${DEFAULT-VALUE}")
    private String host;

    @Option(names = "--fix-port", defaultValue = "9880", description = "default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--account",
            description = "Account(1) of the orders (default: left out, the session's one account)")
    private String account;

    @Option(names = "--wire", description = "show each message as it goes over the wire")
    private boolean wire;

    @Option(names = "--reset", description = "start both sequence numbers at 1 (141=Y)")
    private boolean reset;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "at the end of the input, wait so long for answers (default: ${DEFAULT-VALUE})")
    private int lingerSeconds;

    private Screen screen;
    private KnownOrders orders;
    private FixMessages messages;
    private String prefix;

    @Override
    public Integer call() throws IOException, InterruptedException, ConfigError {
        Clock clock = Clock.systemUTC();
        screen = new Screen(spec.commandLine().getOut());
        prefix = Long.toString((clock.millis() - PREFIX_EPOCH_MS) / 100, 36) + '-';
        messages = new FixMessages(clock, account, prefix);
        Path store = home.data().resolve("fix-client").resolve(port + "-" + compId);
        try {
            Files.createDirectories(store);
            orders = new KnownOrders(store.resolve("orders"));
        } catch (IOException e) {
            throw new Refusal("the folder %s cannot be written: %s", store, e.getMessage());
        }
        Path dictionary = home.config().resolve("FIX44-ATLAS.xml");
        if (!Files.isReadable(dictionary)) {
            throw new Refusal("the FIX dictionary %s is missing: --config names the folder that holds it.", dictionary);
        }
        var settings = new FixClient.Settings(host, port, compId, password(), reset, store, dictionary);
        WireView view = new WireView(screen, new DataDictionary(dictionary.toString()), wire);
        try (FixClient client = new FixClient(settings, orders, screen, view)) {
            client.logon(LOGON_MS);
            screen.print("Logged on as " + compId + " at " + host + ':' + port
                    + ". Try: buy 0.1 BTC-USD 50000   (help lists the rest, quit leaves)");
            screen.print(ReportLine.HEADING);
            boolean allGood = converse(client);
            if (!orders.awaitAnswers(TimeUnit.SECONDS.toMillis(lingerSeconds))) {
                throw new Refusal("not every request was answered within %d s.", lingerSeconds);
            }
            return allGood ? 0 : 1;
        }
    }

    private String password() {
        if (!password.equals(ASK)) {
            return password;
        }
        Console console = System.console();
        if (console == null) {
            throw new Refusal("--password needs a value when there is no terminal to ask on.");
        }
        return new String(console.readPassword("Password of %s: ", compId));
    }

    /** Until quit or the end of the input; false if a line could not be carried out. */
    private boolean converse(FixClient client) throws IOException, InterruptedException {
        boolean allGood = true;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                TypedLine typed = TypedLine.parse(line);
                if (typed.verb() == TypedLine.Verb.QUIT) {
                    break;
                }
                carryOut(typed, client);
            } catch (Refusal refusal) {
                allGood = false;
                screen.print("-- " + refusal.getMessage());
            }
        }
        return allGood;
    }

    private void carryOut(TypedLine typed, FixClient client) throws InterruptedException {
        switch (typed.verb()) {
            case NOTHING, QUIT -> {}
            case ENTER -> ask(client, messages.enter(typed), FixMessages.endsByItself(typed));
            case CANCEL -> ask(client, messages.cancel(find(typed)), false);
            case REPLACE -> ask(client, messages.replace(find(typed), typed.qty(), typed.px()), false);
            case STATUS -> ask(client, messages.status(find(typed)), false);
            case RAW -> client.send(FixMessages.raw(typed.raw()));
            case WAIT -> TimeUnit.MILLISECONDS.sleep((long) (Double.parseDouble(typed.id()) * 1_000));
            case ORDERS -> list();
            case HELP -> screen.print(TypedLine.HELP);
        }
    }

    /** The last report of the order meant; an order typed just now may not have been answered yet. */
    private Message find(TypedLine typed) throws InterruptedException {
        orders.awaitKnown(typed.id(), prefix);
        return orders.find(typed.id(), prefix);
    }

    private void ask(FixClient client, Message request, boolean endsByItself) {
        String clOrdId = KnownOrders.text(request, 11);
        orders.asked(clOrdId, endsByItself);
        try {
            client.send(request);
        } catch (Refusal notSent) {
            orders.answered(clOrdId);
            throw notSent;
        }
    }

    /** A list made while answers are on their way would be wrong a moment later. */
    private void list() throws InterruptedException {
        orders.awaitAnswers(LIST_MS);
        List<Message> open = orders.open();
        open.forEach(report -> screen.print(ReportLine.of(report)));
        screen.print("-- " + (open.isEmpty() ? "no open orders" : open.size() + " open"));
    }
}
