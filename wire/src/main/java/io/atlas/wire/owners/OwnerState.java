package io.atlas.wire.owners;

/** How a service stands to a partition. */
public enum OwnerState {
    /** Reading history, or claiming the partition. */
    STARTING,
    /** Serving. */
    RUNNING,
    /** The log does not answer: what was sent is undecided, nothing new is taken. */
    IN_DOUBT,
    /** An invariant is broken: this partition takes nothing until somebody has looked and started it again. */
    FAILED,
    /** Given up by a stop. Of a partition that another owner has taken, that one speaks. */
    LEFT
}
