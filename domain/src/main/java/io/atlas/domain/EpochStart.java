package io.atlas.domain;

/**
 * The first record of a new owner's epoch; the epoch's number is this record's offset. It is inert unless the epoch it
 * follows is the current one.
 *
 * @param owner the instance that writes from here on, unique per start of a process
 * @param followsEpoch the epoch its writer knew as current, -1 for none
 * @param config the effective configuration as canonical JSON, so that the log explains itself
 */
public record EpochStart(String owner, long followsEpoch, String config)
        implements Command, OrderEvent, VenueRecord, LedgerRecord {
    /** No decision: it has seen nothing. */
    @Override
    public long eventsSeen() {
        return -1;
    }
}
