package io.atlas.console.view;

import io.atlas.domain.Side;

/**
 * A fill of one of our orders. Units of 1e-8; times in epoch nanoseconds.
 *
 * @param execId ExecID(17), the position of its event with the change's index
 * @param tradeId TradeID(1003)
 * @param amount price × quantity, quote asset
 * @param aggressor whether this side took liquidity
 */
public record Fill(
        String execId,
        String tradeId,
        long orderId,
        String clOrdId,
        String account,
        long timeNs,
        String symbol,
        Side side,
        long qty,
        long px,
        long amount,
        boolean aggressor) {}
