package io.atlas.bench.load;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What became of each order of a run. Intended times are written by the sender before the order leaves; everything else
 * belongs to the reader.
 */
final class Tally {
    private static final byte ACKED = 1;
    private static final byte LIVE = 2;
    private static final byte FILLED = 4;
    private static final byte REFUSED = 8;

    private long[] intendedNs = new long[1 << 16];
    private byte[] seen = new byte[1 << 16];
    private final long measureFromNs;
    private final Histogram toAck = histogram();
    private final Histogram toLive = histogram();
    private final Histogram toFill = histogram();
    private final Map<String, Long> refusals = new TreeMap<>();
    private long decided;
    private long measuredLive;
    private long lastLiveNs;

    Tally(long measureFromNs) {
        this.measureFromNs = measureFromNs;
    }

    private static Histogram histogram() {
        return new Histogram(60_000_000_000L, 3);
    }

    /** Before order {@code number} is sent. Thread: the sender, under the monitor because the arrays may grow. */
    synchronized void sending(int number, long atNs) {
        if (number >= intendedNs.length) {
            intendedNs = Arrays.copyOf(intendedNs, number * 2);
            seen = Arrays.copyOf(seen, number * 2);
        }
        intendedNs[number] = atNs;
    }

    /** An ExecutionReport arrived; returns whether it was the first one that decides the order (150=0, 8, or a fill). */
    synchronized boolean report(int number, char execType, String reason, long nowNs) {
        return switch (execType) {
            case 'A' -> {
                first(number, ACKED, toAck, nowNs);
                yield false;
            }
            case '0' -> {
                boolean firstDecision = first(number, LIVE, toLive, nowNs);
                if (firstDecision) {
                    decided++;
                    if (intendedNs[number] >= measureFromNs) {
                        measuredLive++;
                        lastLiveNs = nowNs;
                    }
                }
                yield firstDecision;
            }
            case 'F' -> {
                first(number, FILLED, toFill, nowNs);
                yield false;
            }
            case '8' -> refused(number, reason);
            default -> false;
        };
    }

    /** The order was refused, by a report or by 35=j. */
    synchronized boolean refused(int number, String reason) {
        if ((seen[number] & (REFUSED | LIVE)) != 0) {
            return false;
        }
        seen[number] |= REFUSED;
        decided++;
        refusals.merge(reason == null ? "no reason given" : reason, 1L, Long::sum);
        return true;
    }

    private boolean first(int number, byte mark, Histogram histogram, long nowNs) {
        if ((seen[number] & mark) != 0) {
            return false;
        }
        seen[number] |= mark;
        if (intendedNs[number] >= measureFromNs) {
            histogram.recordValue(Math.min(nowNs - intendedNs[number], histogram.getHighestTrackableValue()));
        }
        return true;
    }

    synchronized long decided() {
        return decided;
    }

    /** The result so far. */
    synchronized LoadResult result(int sent, int sentBeforeMeasuring, String trouble, long cpuNs) {
        double seconds = Math.max(1, lastLiveNs - measureFromNs) / 1e9;
        return new LoadResult(
                sent,
                sent - sentBeforeMeasuring,
                sent - decided,
                new TreeMap<>(refusals),
                measuredLive / seconds,
                LoadResult.Latency.of(toAck),
                LoadResult.Latency.of(toLive),
                LoadResult.Latency.of(toFill),
                cpuNs,
                trouble);
    }
}
