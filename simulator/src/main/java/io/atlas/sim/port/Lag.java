package io.atlas.sim.port;

import io.atlas.sim.chance.Dice;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import java.util.List;

/** How far behind one client's readers are: per topic and partition nothing beyond some offset until some moment. */
final class Lag {
    private static final List<String> TOPICS = List.of(Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.LEDGER);

    private final long[][] seenEnd = new long[TOPICS.size()][];
    private final long[][] untilNs = new long[TOPICS.size()][];

    Lag(InMemoryLog store, int ofGroups, Dice dice, long nowNs, long mostNs) {
        for (int t = 0; t < TOPICS.size(); t++) {
            int partitions = Topics.REPORTS.equals(TOPICS.get(t)) ? 1 : ofGroups;
            seenEnd[t] = new long[partitions];
            untilNs[t] = new long[partitions];
            for (int p = 0; p < partitions; p++) {
                int end = store.records(TOPICS.get(t), p).size();
                seenEnd[t][p] = dice.perMille(500) ? end : dice.between(0, end);
                untilNs[t][p] = nowNs + dice.between(0, mostNs);
            }
        }
    }

    long visibleEnd(String topic, int partition, long endOffset, long nowNs) {
        int t = TOPICS.indexOf(topic);
        return t < 0 || nowNs >= untilNs[t][partition] ? endOffset : seenEnd[t][partition];
    }
}
