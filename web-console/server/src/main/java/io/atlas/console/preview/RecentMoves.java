package io.atlas.console.preview;

import java.util.HashMap;
import java.util.Map;

/**
 * How far a market has moved lately, from its mid price once a second over the last minute. For probabilities: floating point.
 */
final class RecentMoves {
    private static final long SAMPLE_NS = 1_000_000_000L;
    private static final int SAMPLES = 60;
    private static final int ENOUGH = 10;
    /** Before enough has been seen: a tenth of a percent in a minute. */
    private static final double USUAL = 0.001;

    private static final class Moves {
        private final double[] squares = new double[SAMPLES];
        private int count;
        private long lastPx;
        private long lastNs;
    }

    private final Map<String, Moves> moves = new HashMap<>();

    /** Looks at a mid price; one a second counts. */
    void sample(String symbol, long midPx, long nowNs) {
        if (midPx <= 0) {
            return;
        }
        Moves of = moves.computeIfAbsent(symbol, any -> new Moves());
        if (of.lastPx == 0) {
            of.lastPx = midPx;
            of.lastNs = nowNs;
        } else if (nowNs - of.lastNs >= SAMPLE_NS) {
            // After a gap the move is spread over the seconds it took.
            double seconds = (nowNs - of.lastNs) / (double) SAMPLE_NS;
            double move = midPx - of.lastPx;
            of.squares[of.count++ % SAMPLES] = move * move / seconds;
            of.lastPx = midPx;
            of.lastNs = nowNs;
        }
    }

    /** A usual move of one minute, as a price; above 0. */
    double minuteMovePx(String symbol, long midPx) {
        Moves of = moves.get(symbol);
        if (of == null || of.count < ENOUGH) {
            return Math.max(1, midPx * USUAL);
        }
        int seen = Math.min(of.count, SAMPLES);
        double sum = 0;
        for (int i = 0; i < seen; i++) {
            sum += of.squares[i];
        }
        return Math.max(1, Math.sqrt(sum / seen * SAMPLES));
    }
}
