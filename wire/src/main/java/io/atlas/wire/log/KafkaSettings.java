package io.atlas.wire.log;

import java.util.Map;

/** How ATLAS talks to Kafka. Where a setting is not Kafka's default, the reason stands beside it. */
final class KafkaSettings {
    /** The largest record, and the largest request. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    static final int MAX_POLL_RECORDS = 1_000;
    private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";

    private KafkaSettings() {}

    /** @param lingerMs how long a record may wait for company; 0 on the order path, where Kafka's default costs 5 ms a hop */
    static Map<String, Object> producer(String bootstrap, int lingerMs) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrap),
                Map.entry("key.serializer", BYTES + "Serializer"),
                Map.entry("value.serializer", BYTES + "Serializer"),
                Map.entry("acks", "all"),
                Map.entry("enable.idempotence", true),
                Map.entry("linger.ms", lingerMs),
                // What comes meanwhile gathers for the next request: a request costs as much as many records.
                Map.entry("max.in.flight.requests.per.connection", 1),
                Map.entry("batch.size", 64 * 1024),
                Map.entry("max.request.size", MAX_BYTES),
                // An answer that is not there after 2 s is "unknown"; one retry fits in before.
                Map.entry("delivery.timeout.ms", 2_000),
                Map.entry("request.timeout.ms", 1_500),
                // The agent calls send(): without metadata or room it must fail, not wait.
                Map.entry("max.block.ms", 50),
                // Kafka's default forgets all topics as soon as no broker can be reached, and each send would then
                // wait.
                Map.entry("metadata.recovery.strategy", "none"),
                // The default forgets an idle topic after 5 minutes, and the next send would wait for the broker.
                Map.entry("metadata.max.idle.ms", 7L * 24 * 3_600 * 1_000),
                Map.entry("retry.backoff.ms", 50),
                Map.entry("retry.backoff.max.ms", 250),
                // A broker that came back is found within a quarter of a second.
                Map.entry("reconnect.backoff.ms", 20),
                Map.entry("reconnect.backoff.max.ms", 250));
    }

    static Map<String, Object> consumer(String bootstrap) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrap),
                Map.entry("key.deserializer", BYTES + "Deserializer"),
                Map.entry("value.deserializer", BYTES + "Deserializer"),
                // Positions come from our own fold; a position the log does not have must stop the reader.
                Map.entry("auto.offset.reset", "none"),
                Map.entry("enable.auto.commit", false),
                Map.entry("allow.auto.create.topics", false),
                Map.entry("max.poll.records", MAX_POLL_RECORDS),
                Map.entry("fetch.max.bytes", 2 * MAX_BYTES),
                Map.entry("max.partition.fetch.bytes", 1024 * 1024),
                // A new reader's partition waits for the fetch that is on its way, which Kafka would hold for half a
                // second.
                Map.entry("fetch.max.wait.ms", 50),
                // A fetch that hangs on a dead connection is given up before an owner's 5 s are over.
                Map.entry("request.timeout.ms", 3_000),
                Map.entry("default.api.timeout.ms", 4_000),
                Map.entry("retry.backoff.ms", 50),
                Map.entry("retry.backoff.max.ms", 250),
                Map.entry("reconnect.backoff.ms", 20),
                Map.entry("reconnect.backoff.max.ms", 250));
    }
}
