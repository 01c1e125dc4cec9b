package io.atlas.wire.log;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where an account group lives. The same as Kafka's default partitioner, so any Kafka tool finds a group by its name. */
public final class Partitions {
    private Partitions() {}

    /** The partition of that account group among so many, from 0. */
    public static int of(String group, int partitions) {
        return Utils.toPositive(Utils.murmur2(group.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
