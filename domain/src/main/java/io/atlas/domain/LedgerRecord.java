package io.atlas.domain;

/** The body of a record in {@code ledger.entries}. */
public sealed interface LedgerRecord permits EpochStart, LedgerEntry {}
