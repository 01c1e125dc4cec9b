package io.atlas.launcher.replay;

/** What a run asks of the fold of one partition of account groups. */
abstract class PartitionFolds extends Fold {
    private long firstNs = Long.MAX_VALUE;
    private long lastNs;

    /** How many records of each of the partition's topics this run looks at. */
    record Ends(long commands, long events, long ledger) {}

    /** A decision was read. */
    final void decidedAt(long timeNs) {
        firstNs = Math.min(firstNs, timeNs);
        lastNs = Math.max(lastNs, timeNs);
    }

    /** Time of the first decision, {@link Long#MAX_VALUE} if there is none. */
    final long firstNs() {
        return firstNs;
    }

    /** Time of the last decision, 0 if there is none. */
    final long lastNs() {
        return lastNs;
    }

    /** The fold beside it that makes its decisions again, or null. */
    DecisionReplay decisionsOrNull() {
        return null;
    }

    /** Inputs whose outputs the log does not have yet: what a crash or a live world leaves open. */
    abstract long open();
}
