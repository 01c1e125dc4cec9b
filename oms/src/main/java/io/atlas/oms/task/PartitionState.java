package io.atlas.oms.task;

/** Where a partition's task stands. */
public enum PartitionState {
    /** Reading history, or claiming the partition; also again after the log failed. */
    STARTING,
    /** Answering inputs. */
    RUNNING,
    /** Another owner took the partition: over for this process. */
    LEFT,
    /** Stopped by a broken invariant or a record that cannot be read: over until somebody looks. */
    FAILED
}
