package io.atlas.sim.client;

import io.atlas.domain.FixedPoint;
import io.atlas.gateway.client.Report.ExecutionReport;

/** An order as its client knows it from the reports. */
final class Working {
    private final String orderId;
    private final String account;
    private final String symbol;
    private final char side;
    private final char ordType;
    private String clOrdId;
    private long qty;
    private long px;
    private long cumQty;
    private boolean open = true;

    Working(ExecutionReport first) {
        orderId = first.orderId();
        account = first.account();
        symbol = first.symbol();
        side = first.side();
        ordType = first.ordType();
        clOrdId = first.clOrdId();
        update(first);
    }

    /** Pending reports carry the request's id, which is not in force yet. */
    void update(ExecutionReport report) {
        qty = FixedPoint.parse(report.qty());
        cumQty = FixedPoint.parse(report.cumQty());
        px = report.px() == null ? px : FixedPoint.parse(report.px());
        if (report.execType() == '5') {
            clOrdId = report.clOrdId();
        }
        open = FixedPoint.parse(report.leavesQty()) > 0;
    }

    String orderId() {
        return orderId;
    }

    String account() {
        return account;
    }

    String symbol() {
        return symbol;
    }

    char side() {
        return side;
    }

    char ordType() {
        return ordType;
    }

    /** The last accepted ClOrdID. */
    String clOrdId() {
        return clOrdId;
    }

    long qty() {
        return qty;
    }

    long px() {
        return px;
    }

    long cumQty() {
        return cumQty;
    }

    boolean open() {
        return open;
    }
}
