package io.atlas.launcher.tools;

import io.atlas.launcher.replay.StoryScan;
import io.atlas.launcher.tools.TopicsCommand.Row;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a stopped world's log holds, from its files; the time of the last record is the one in it. */
final class StoppedTopics {
    private static final long MS_NS = 1_000_000L;

    private StoppedTopics() {}

    static List<Row> rows(CommandLog log, boolean eachPartition) {
        List<Row> rows = new ArrayList<>();
        StoryScan scan = new StoryScan(log);
        for (String topic : new TreeSet<>(Topics.all(1).keySet())) {
            int partitions = log.partitions(topic);
            long all = 0;
            long lastMs = -1;
            for (int p = 0; p < partitions; p++) {
                long records = log.endOffset(topic, p);
                long ms = scan.lastTimeNs(topic, p) / MS_NS;
                all += records;
                lastMs = Math.max(lastMs, records == 0 ? -1 : ms);
                if (eachPartition) {
                    rows.add(new Row(topic, Integer.toString(p), records, records == 0 ? -1 : ms));
                }
            }
            if (!eachPartition && partitions > 0) {
                rows.add(new Row(topic, Integer.toString(partitions), all, lastMs));
            }
        }
        return rows;
    }
}
