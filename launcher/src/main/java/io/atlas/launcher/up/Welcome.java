package io.atlas.launcher.up;

import io.atlas.launcher.Home;
import io.atlas.launcher.PortOptions;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.SessionConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What {@code up} says once it serves: where things are, what to type next, what to know. */
record Welcome(PrintWriter out, Config config, boolean console, PortOptions ports, Home home, boolean demoPasswords) {
    private static final int DEFAULT_FIX_PORT = 9880;
    private static final int DEFAULT_KAFKA_PORT = 19_092;
    private static final int MAX_NAMES = 6;

    void print(double seconds) {
        String fixOption = ports.fix() == DEFAULT_FIX_PORT ? "" : " --fix-port " + ports.fix();
        String kafkaOption = ports.kafka() == DEFAULT_KAFKA_PORT ? "" : " --kafka 127.0.0.1:" + ports.kafka();
        String dataOption = defaultData() ? "" : " --data " + home.data();
        out.printf(
                """

                ATLAS (%s) serves after %.1f s. Data: %s

                %s  FIX 4.4  127.0.0.1:%d   TargetCompID %s, SenderCompID = Username: %s
                  Kafka    127.0.0.1:%d  topics orders.commands, exec.reports, orders.events, ledger.entries
                  Symbols  %s

                Next, in another terminal:
                  ./atlas fix%s%s      then type: buy 0.1 BTC-USD 50000
                  ./atlas md%s
                  ./atlas topics%s
                """,
                config.world().name(),
                seconds,
                home.data(),
                console ? "  Console  http://127.0.0.1:" + ports.console() + "\n" : "",
                ports.fix(),
                config.targetCompId(),
                names(),
                ports.kafka(),
                config.world().instruments().stream()
                        .map(instrument -> instrument.symbol())
                        .collect(Collectors.joining(" ")),
                fixOption,
                dataOption,
                ports.kafka() == DEFAULT_KAFKA_PORT ? dataOption : " --kafka-port " + ports.kafka() + dataOption,
                kafkaOption);
        if (demoPasswords) {
            out.println(
                    "\nWARNING: the passwords are the demo's (atlas-demo), known to everybody: `./atlas password`.");
        }
        out.println(
                "A kill -9 loses nothing. A power cut may lose what the system had not written to the disk yet: one"
                        + " broker,\nno flush per record. Ctrl-C stops; `up` again goes on from there, `up --fresh` begins anew.");
        out.flush();
    }

    private boolean defaultData() {
        String root = System.getenv("ATLAS_HOME");
        return root != null
                && home.data().equals(Path.of(root, "data").toAbsolutePath().normalize());
    }

    private String names() {
        var sessions = config.sessions();
        return sessions.stream()
                        .limit(MAX_NAMES)
                        .map(SessionConfig::senderCompId)
                        .collect(Collectors.joining(", "))
                + (sessions.size() > MAX_NAMES ? ", ... (" + sessions.size() + ")" : "");
    }
}
