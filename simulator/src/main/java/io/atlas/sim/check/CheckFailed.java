package io.atlas.sim.check;

import io.atlas.domain.LogPosition;

/** A checker has seen what must not be. */
public final class CheckFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LogPosition position;
    private final String invariant;

    CheckFailed(String invariant, LogPosition positionOrNull, String what) {
        super(invariant + ": " + what + (positionOrNull == null ? "" : " (at " + positionOrNull + ")"));
        this.invariant = invariant;
        this.position = positionOrNull;
    }

    /** As {@code I4}. */
    public String invariant() {
        return invariant;
    }

    /** The record at which it was seen, or null. */
    public LogPosition positionOrNull() {
        return position;
    }
}
