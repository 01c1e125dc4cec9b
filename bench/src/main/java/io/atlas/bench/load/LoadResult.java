package io.atlas.bench.load;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run measured, warm-up apart.
 *
 * @param sent orders sent, warm-up included
 * @param measured orders sent in the measured part
 * @param lost orders without any decision, warm-up included
 * @param refusals refused orders by reason, warm-up included
 * @param liveRate orders per second that became live
 * @param cpuNs processor time of the server in the measured part, 0 if it is unknown
 * @param trouble what ended a session, or null
 */
public record LoadResult(
        long sent,
        long measured,
        long lost,
        Map<String, Long> refusals,
        double liveRate,
        Latency toAck,
        Latency toLive,
        Latency toFill,
        long cpuNs,
        String trouble) {

    /** A distribution in nanoseconds since the intended send time; all zero if {@code count} is. */
    public record Latency(long count, long p50Ns, long p90Ns, long p99Ns, long p999Ns, long maxNs) {
        static Latency of(Histogram histogram) {
            return new Latency(
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(90),
                    histogram.getValueAtPercentile(99),
                    histogram.getValueAtPercentile(99.9),
                    histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue());
        }
    }

    /** Processor time of the server per order in nanoseconds, 0 if unknown. */
    public long cpuPerOrderNs() {
        return measured == 0 ? 0 : cpuNs / measured;
    }
}
