package io.atlas.launcher.broker;

import java.nio.file.Path;
import java.util.Properties;

/** The configuration of the embedded broker: one node, on this machine only, small. */
final class BrokerSettings {
    private static final String MAX_RECORD_BYTES = Integer.toString(8 * 1024 * 1024);

    private BrokerSettings() {}

    static Properties of(Path logFolder, int port) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + (port + 1));
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + (port + 1));
        p.setProperty("log.dirs", logFolder.toString());
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("message.max.bytes", MAX_RECORD_BYTES);
        p.setProperty("log.retention.ms", "-1");
        oneOfEach(p);
        small(p);
        quickToServe(p);
        return p;
    }

    private static void oneOfEach(Properties p) {
        p.setProperty("default.replication.factor", "1");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "1");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void small(Properties p) {
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "2");
        p.setProperty("background.threads", "1");
        p.setProperty("num.recovery.threads.per.data.dir", "2");
        p.setProperty("log.cleaner.threads", "1");
        // Kafka's default takes 128 MB of heap for the one small compacted topic there is.
        p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        // Enough for segments of 512 MB; the default maps ten times as much per partition.
        p.setProperty("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        p.setProperty("producer.id.expiration.ms", Integer.toString(3_600_000));
    }

    private static void quickToServe(Properties p) {
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("controller.quorum.election.timeout.ms", "100");
        p.setProperty("controller.quorum.election.backoff.max.ms", "100");
        // After a kill the controller takes the dead broker for alive until its session ends, and refuses the new one;
        // asked
        // again ever later, it would serve after 15 to 30 s with Kafka's 9 s. Both live and die together here, so a
        // session
        // need only outlast a long pause of the process.
        p.setProperty("broker.session.timeout.ms", "2500");
        p.setProperty("broker.heartbeat.interval.ms", "500");
    }
}
