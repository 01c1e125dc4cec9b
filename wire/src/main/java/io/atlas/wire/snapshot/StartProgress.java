package io.atlas.wire.snapshot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how far a start has got, every two seconds while it takes that long, and at its end if it did. Who waits sees
 * that something moves, and how long it will be.
 *
 * <p>Thread: one.
 */
public final class StartProgress {
    private static final long EVERY_NS = 2_000_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(StartProgress.class);

    private final String what;
    private long startNs = Long.MIN_VALUE;
    private long saidNs;
    private boolean said;

    /** @param what the fold that starts: {@code orders.events/3} */
    public StartProgress(String what) {
        this.what = what;
    }

    /** So many records of so many have been read by now. */
    public void at(long nowNs, long records, long of) {
        if (startNs == Long.MIN_VALUE) {
            startNs = nowNs;
            saidNs = nowNs;
        }
        if (nowNs - saidNs >= EVERY_NS) {
            saidNs = nowNs;
            said = true;
            LOG.info(
                    "{}: {} of {} records read ({} %, {} records/s)",
                    what, records, of, of == 0 ? 100 : Math.min(100, 100 * records / of), rate(records, nowNs));
        }
    }

    /** The start is over. */
    public void done(long nowNs, long records) {
        if (said) {
            LOG.info(
                    "{}: {} records read in {} s ({} records/s)",
                    what,
                    records,
                    (nowNs - startNs) / NS_PER_SECOND,
                    rate(records, nowNs));
            said = false;
        }
    }

    private long rate(long records, long nowNs) {
        return nowNs == startNs ? 0 : (long) ((double) records * NS_PER_SECOND / (nowNs - startNs));
    }
}
