package io.atlas.launcher.tools;

import io.atlas.bench.bare.BareAcceptor;
import io.atlas.bench.bare.KafkaSkeleton;
import io.atlas.launcher.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code load-part}: serves the bare parts that {@code load} measures beside ATLAS; started by it. */
@Command(
        name = "load-part",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Serves a bare part for `load` to measure.")
public final class LoadPartCommand implements Callable<Integer> {
    /** What can be served. */
    enum Part {
        BARE,
        SKELETON
    }

    @Option(names = "--part", required = true, description = "${COMPLETION-CANDIDATES}")
    private Part part;

    @Option(names = "--clients", split = ",", required = true, description = "their SenderCompIDs")
    private List<String> clients;

    @Option(names = "--fix-port", required = true, description = "where they log on")
    private int fixPort;

    @Option(names = "--kafka-port", required = true, description = "the broker's, for the skeleton")
    private int kafkaPort;

    @Option(names = "--partitions", required = true, description = "of the skeleton's topics")
    private int partitions;

    @Option(names = "--data", required = true, description = "an empty folder")
    private Path data;

    @Override
    public Integer call() throws Exception {
        Path store = Files.createDirectories(data.resolve("fix"));
        if (part == Part.BARE) {
            BareAcceptor server = new BareAcceptor(fixPort, clients, store);
            server.start();
        } else {
            EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), kafkaPort);
            KafkaSkeleton server = new KafkaSkeleton(fixPort, clients, store, broker.bootstrap(), partitions);
            server.start();
        }
        // Until it is killed; nothing it holds is worth closing.
        new CountDownLatch(1).await();
        return 0;
    }
}
