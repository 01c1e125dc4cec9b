package io.atlas.sim.check;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.VenueReport;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.Report;
import io.atlas.wire.log.Entry;

/**
 * One invariant. Told of every valid record: commands before reports before events before ledger entries,
 * each partition in order; and of what clients send and hear.
 */
public abstract class Checker {
    private final String invariant;
    private LogPosition position;
    private long done;

    /** @param invariant as {@code I4} */
    protected Checker(String invariant) {
        this.invariant = invariant;
    }

    final String invariant() {
        return invariant;
    }

    /** How many comparisons it has made. */
    final long done() {
        return done;
    }

    final void at(LogPosition positionOrNull) {
        position = positionOrNull;
    }

    /** Counts a comparison; one that does not hold ends the run. */
    protected final void check(boolean holds, String format, Object... args) {
        done++;
        if (!holds) {
            throw new CheckFailed(invariant, position, String.format(format, args));
        }
    }

    void onEpochStart(LogPosition at, EpochStart start) {}

    void onCommand(int partition, Entry<Command> entry) {}

    void onReport(Entry<VenueReport> entry) {}

    /** As the venue wrote it: {@link #onReport} hears the lies of a hostile one too. */
    void onTrueReport(Entry<VenueReport> entry) {}

    void onEvent(int partition, Entry<OrdersChanged> entry) {}

    void onLedger(int partition, Entry<LedgerEntry> entry) {}

    void onSent(String session, long seqNum, ClientRequest request) {}

    void onHeard(String session, long seqNum, Report report) {}

    /** A report came with 97=Y whose ExecID the client had: the same must have been told before. */
    void onHeardAgain(String session, Report report) {}

    /** Everything has been decided, settled and heard; with {@code closed}, all orders have ended too. */
    void atEnd(boolean closed) {}
}
