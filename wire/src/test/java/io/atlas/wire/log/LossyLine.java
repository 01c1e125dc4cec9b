package io.atlas.wire.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A line between a service and its log that loses or holds appends when told to. */
final class LossyLine implements CommandLog {
    private final CommandLog log;
    private final Deque<Outcome> failing = new ArrayDeque<>();
    private final List<Runnable> held = new ArrayList<>();
    private LogUnderTest.Cut cut;
    private int toLose;

    LossyLine(CommandLog log) {
        this.log = log;
    }

    /** Null: carries everything. */
    void cut(LogUnderTest.Cut how) {
        cut = how;
    }

    /** The next append is lost; those after it are not. */
    void loseNext() {
        toLose++;
    }

    void releaseHeld() {
        held.forEach(Runnable::run);
        held.clear();
    }

    @Override
    public void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome) {
        Runnable unheard = () -> log.append(topic, partition, key, value, stamps, Outcome.IGNORED);
        if (toLose > 0) {
            toLose--;
            failing.add(outcome);
        } else if (cut == null) {
            log.append(topic, partition, key, value, stamps, outcome);
        } else {
            failing.add(outcome);
            switch (cut) {
                case ANSWERS_LOST -> unheard.run();
                case REQUESTS_HELD -> held.add(unheard);
                case REQUESTS_LOST -> {}
            }
        }
    }

    @Override
    public int poll() {
        int told = log.poll() + failing.size();
        for (int i = failing.size(); i > 0; i--) {
            failing.removeFirst().failed("line cut");
        }
        return told;
    }

    @Override
    public LogReader reader(String topic, int partition, long fromOffset) {
        return log.reader(topic, partition, fromOffset);
    }

    @Override
    public long endOffset(String topic, int partition) {
        return log.endOffset(topic, partition);
    }

    @Override
    public int partitions(String topic) {
        return log.partitions(topic);
    }

    @Override
    public void close() {
        log.close();
    }
}
