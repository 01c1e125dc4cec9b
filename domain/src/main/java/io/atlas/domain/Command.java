package io.atlas.domain;

/** What the gateway decided: the body of a record in {@code orders.commands}. A refusal is a decision too. */
public sealed interface Command permits EpochStart, ClientCommand, Deposit {
    /** The last {@code orders.events} offset that had arrived when this was decided, -1 for none. */
    long eventsSeen();
}
