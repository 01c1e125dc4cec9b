package io.atlas.wire.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of a world. */
public final class KafkaTopics {
    /** Topics of the log do not fit each other: account groups would be in other partitions here than there. */
    public static final class WrongPartitions extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongPartitions(String message) {
            super(message);
        }
    }

    private static final int SNAPSHOT_SEGMENT_BYTES = 32 * 1024 * 1024;
    private static final int OWNERS_SEGMENT_BYTES = 2 * 1024 * 1024;

    private KafkaTopics() {}

    /**
     * Creates the topics of {@link Topics#all} that do not exist yet: one replica, kept for ever; some are
     * compacted instead ({@link Topics#compacted}).
     *
     * @param wantedPartitions of account groups, for a log that does not exist yet; one that does keeps its number, whatever
     *     the configuration says by now
     * @return how many partitions of account groups the log has
     * @throws WrongPartitions if those that exist do not fit each other; nothing is created then
     * @throws ExecutionException if Kafka does not answer, or refuses
     */
    public static int create(Admin admin, int wantedPartitions) throws ExecutionException, InterruptedException {
        Map<String, Integer> present = present(admin);
        int partitions = present.getOrDefault(Topics.COMMANDS, wantedPartitions);
        Map<String, String> wrong = new TreeMap<>();
        List<NewTopic> missing = new ArrayList<>();
        Topics.all(partitions).forEach((topic, count) -> {
            int found = present.getOrDefault(topic, 0);
            if (found == 0) {
                missing.add(new NewTopic(topic, count, (short) 1).configs(config(topic)));
            } else if (found != count) {
                wrong.put(topic, found + " (expected: " + count + ")");
            }
        });
        if (!wrong.isEmpty()) {
            throw new WrongPartitions("topics of the log have other numbers of partitions than " + Topics.COMMANDS
                    + " has (" + partitions + "): " + wrong);
        }
        create(admin, missing);
        return partitions;
    }

    private static Map<String, Integer> present(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, Integer> present = new TreeMap<>();
        Set<String> names = admin.listTopics().names().get();
        for (TopicDescription each :
                admin.describeTopics(names).allTopicNames().get().values()) {
            present.put(each.name(), each.partitions().size());
        }
        return present;
    }

    private static void create(Admin admin, List<NewTopic> missing) throws ExecutionException, InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        try {
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            // Another process of the same world was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static Map<String, String> config(String topic) {
        Map<String, String> config = new TreeMap<>();
        config.put("cleanup.policy", Topics.compacted(topic) ? "compact" : "delete");
        config.put("retention.ms", "-1");
        config.put("max.message.bytes", Integer.toString(KafkaSettings.MAX_BYTES));
        if (topic.equals(Topics.SNAPSHOTS)) {
            // Only closed segments are compacted, and a start reads the topic whole: superseded chunks must not pile
            // up.
            config.put("segment.bytes", Integer.toString(SNAPSHOT_SEGMENT_BYTES));
        }
        if (topic.equals(Topics.OWNERS)) {
            // Said again every second: without small segments, which alone are compacted, a day of it would lie there.
            config.put("segment.bytes", Integer.toString(OWNERS_SEGMENT_BYTES));
            config.put("min.cleanable.dirty.ratio", "0.2");
        }
        return config;
    }
}
