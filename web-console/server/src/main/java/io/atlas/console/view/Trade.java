package io.atlas.console.view;

import io.atlas.domain.Side;

/**
 * A trade of the venue's journal. Units of 1e-8; time in epoch nanoseconds.
 *
 * @param id {@code <offset in exec.reports>.<outcome index>}
 * @param aggressor the side that took liquidity
 * @param buyAccountOrNull the client's account that bought; null for the house. Likewise the seller's
 */
public record Trade(
        String id,
        String symbol,
        long timeNs,
        long px,
        long qty,
        Side aggressor,
        String buyAccountOrNull,
        String sellAccountOrNull) {}
