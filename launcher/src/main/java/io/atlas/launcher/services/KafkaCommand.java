package io.atlas.launcher.services;

import io.atlas.launcher.Home;
import io.atlas.launcher.Logging;
import io.atlas.launcher.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kafka}: the log alone. */
@Command(
        name = "kafka",
        mixinStandardHelpOptions = true,
        description = "Runs a Kafka broker for the log as a process of its own; any other Kafka cluster does as well.")
public final class KafkaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Home home;

    @Option(
            names = "--kafka-port",
            defaultValue = "19092",
            description = "where Kafka clients connect; its controller takes the next one (default: ${DEFAULT-VALUE})")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ProcessCommand.requireFree(port, "Kafka", "--kafka-port");
        ProcessCommand.requireFree(port + 1, "Kafka's controller, one above Kafka's", "--kafka-port");
        long startNs = System.nanoTime();
        Closing closing = new Closing();
        try (WorldFolder folder = WorldFolder.share(home.data(), "kafka", false)) {
            Logging.toFile(folder.folder("logs"), "kafka");
            Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "stop"));
            EmbeddedBroker broker = closing.add("broker", EmbeddedBroker.start(folder.folder("kafka"), port));
            out.printf(
                    "kafka serves after %.1f s: %s. Log: %s/logs/kafka.log. Ctrl-C stops.%n",
                    (System.nanoTime() - startNs) / 1e9, broker.bootstrap(), folder.root());
            out.flush();
            // Until the process is told to end.
            new CountDownLatch(1).await();
            return 0;
        } finally {
            closing.close();
        }
    }
}
