package io.atlas.launcher.tools;

import io.atlas.launcher.Logging;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.LogOption;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics}: what the log holds, per topic, or per partition with {@code --partitions}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Lists the topics of the log: partitions, records, last record.")
public final class TopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LogOption log;

    @Option(names = "--partitions", description = "one line per partition")
    private boolean eachPartition;

    /** One line of the table; {@code lastMs} is epoch milliseconds, -1 if there is no record. */
    record Row(String topic, String partitions, long records, long lastMs) {}

    @Override
    public Integer call() throws InterruptedException {
        if (log.dataOrNull() != null) {
            Logging.silence();
            try (LogOption.Source source = log.open()) {
                print(StoppedTopics.rows(source.log(), eachPartition));
            }
            return 0;
        }
        try (Admin admin = KafkaAdmin.of(log.kafka())) {
            print(rows(admin));
            return 0;
        } catch (ExecutionException e) {
            throw new Refusal("the log did not answer: %s", e.getCause().getMessage());
        }
    }

    private List<Row> rows(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> names = new TreeSet<>(admin.listTopics().names().get());
        Map<String, TopicDescription> topics =
                new TreeMap<>(admin.describeTopics(names).allTopicNames().get());
        List<TopicPartition> partitions = topics.values().stream()
                .flatMap(topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
        Map<TopicPartition, ListOffsetsResultInfo> first = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> next = offsets(admin, partitions, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> last = offsets(admin, partitions, OffsetSpec.maxTimestamp());
        List<Row> rows = new ArrayList<>();
        for (TopicDescription topic : topics.values()) {
            List<Row> each = partitions.stream()
                    .filter(p -> p.topic().equals(topic.name()))
                    .map(p -> new Row(
                            p.topic(),
                            Integer.toString(p.partition()),
                            next.get(p).offset() - first.get(p).offset(),
                            last.get(p).timestamp()))
                    .toList();
            if (eachPartition) {
                rows.addAll(each);
            } else {
                rows.add(new Row(
                        topic.name(),
                        Integer.toString(each.size()),
                        each.stream().mapToLong(Row::records).sum(),
                        each.stream().mapToLong(Row::lastMs).max().orElse(-1)));
            }
        }
        return rows;
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), p -> spec)))
                .all()
                .get();
    }

    private void print(List<Row> rows) {
        PrintWriter out = spec.commandLine().getOut();
        if (rows.isEmpty()) {
            out.println("no topics yet");
            return;
        }
        int width = rows.stream().mapToInt(row -> row.topic().length()).max().orElse(0);
        out.printf(
                "%-" + width + "s  %10s  %12s  %s%n",
                "topic",
                eachPartition ? "partition" : "partitions",
                "records",
                "last record (UTC)");
        for (Row row : rows) {
            String last = row.lastMs() < 0
                    ? "-"
                    : Instant.ofEpochMilli(row.lastMs())
                            .truncatedTo(ChronoUnit.MILLIS)
                            .toString();
            out.printf("%-" + width + "s  %10s  %12d  %s%n", row.topic(), row.partitions(), row.records(), last);
        }
        out.flush();
    }
}
