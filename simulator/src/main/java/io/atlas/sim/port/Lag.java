package io.atlas.sim.port;

import io.atlas.sim.chance.Dice;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import java.util.List;

/**
 * How far behind one client's readers are: per topic and partition nothing beyond some offset until some moment. Often one
 * topic alone is behind, and for longer: what the others tell is then known without it.
 */
final class Lag {
    private static final List<String> TOPICS = List.of(Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.LEDGER);

    private static final int ALONE_LONGER = 10;
    private static final int FEW = 3;

    private final long[][] seenEnd = new long[TOPICS.size()][];
    private final long[][] untilNs = new long[TOPICS.size()][];

    Lag(InMemoryLog store, int ofGroups, Dice dice, long nowNs, long mostNs) {
        int alone = dice.perMille(650) ? dice.below(TOPICS.size()) : -1;
        for (int t = 0; t < TOPICS.size(); t++) {
            int partitions = Topics.REPORTS.equals(TOPICS.get(t)) ? 1 : ofGroups;
            seenEnd[t] = new long[partitions];
            untilNs[t] = new long[partitions];
            for (int p = 0; p < partitions; p++) {
                int end = store.records(TOPICS.get(t), p).size();
                if (alone < 0) {
                    seenEnd[t][p] = dice.perMille(500) ? end : behind(end, dice);
                    untilNs[t][p] = nowNs + dice.between(0, mostNs);
                } else if (alone == t) {
                    seenEnd[t][p] = behind(end, dice);
                    untilNs[t][p] = nowNs + dice.between(0, ALONE_LONGER * mostNs);
                }
            }
        }
    }

    /** Anywhere, but mostly just the last few records are missing. */
    private static long behind(int end, Dice dice) {
        return dice.perMille(300) ? dice.between(0, end) : Math.max(0, end - 1 - dice.below(FEW));
    }

    long visibleEnd(String topic, int partition, long endOffset, long nowNs) {
        int t = TOPICS.indexOf(topic);
        return t < 0 || nowNs >= untilNs[t][partition] ? endOffset : seenEnd[t][partition];
    }
}
