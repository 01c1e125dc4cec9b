package io.atlas.bench.load;

import java.util.List;

/**
 * What to send.
 *
 * @param port FIX port on 127.0.0.1
 * @param compIds SenderCompID(49) of each session, which is its Username(553) too
 * @param rate orders per second, open loop; 0: as many as come back, with at most {@code window} unanswered
 * @param warmupSeconds sent before the measured part and not counted
 * @param symbols what to trade
 */
public record LoadPlan(
        int port,
        List<String> compIds,
        String password,
        int rate,
        int window,
        int warmupSeconds,
        int seconds,
        List<Symbol> symbols) {

    /**
     * A symbol and an order size that the venue takes.
     *
     * @param px where the price is thought to be until a fill tells
     * @param tickPx price step; like {@code px} and {@code qty} in units of 10<sup>-8</sup>
     */
    public record Symbol(String name, long px, long tickPx, long qty) {}

    public LoadPlan {
        compIds = List.copyOf(compIds);
        symbols = List.copyOf(symbols);
        if (compIds.isEmpty() || symbols.isEmpty() || seconds < 1 || warmupSeconds < 0 || rate < 0 || window < 1) {
            throw new IllegalArgumentException(
                    "load plan: sessions, symbols, seconds and window must be positive, rate and warm-up not negative");
        }
    }

    boolean openLoop() {
        return rate > 0;
    }
}
