package io.atlas.gateway.ledger;

import io.atlas.domain.Side;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.RowWriter;
import java.util.List;

/** A ledger in a snapshot: its balances, what each open order holds and under which terms, the deposits that count. */
public final class LedgerRows {
    private static final String BALANCE = "balance";
    private static final String HELD = "held";
    private static final String DEPOSIT = "deposit";

    /** A balance as it stood. */
    record BalanceRow(String account, String asset, long availableAmount, long reservedAmount) {}

    /** An open order as it stood. What it holds follows from it. */
    record HeldRow(
            long orderId,
            String account,
            String symbol,
            Side side,
            long px,
            long leavesQty,
            long cumQty,
            boolean replacePending,
            long pendingQty,
            long pendingPx) {}

    private LedgerRows() {}

    /** The ledger as it is now; what happens to it later does not show. */
    public static RowSource of(Ledger ledger) {
        List<String> deposits = List.copyOf(ledger.depositIds());
        return RowSource.all(
                RowSource.of(ledger.balanceRows(), LedgerRows::write),
                RowSource.of(ledger.heldRows(), LedgerRows::write),
                RowSource.of(
                        deposits, (out, id) -> out.start(DEPOSIT).text("id", id).end()));
    }

    private static void write(RowWriter out, BalanceRow row) {
        out.start(BALANCE)
                .text("account", row.account())
                .text("asset", row.asset())
                .decimal("available", row.availableAmount())
                .decimal("reserved", row.reservedAmount())
                .end();
    }

    private static void write(RowWriter out, HeldRow row) {
        out.start(HELD)
                .id("orderId", row.orderId())
                .text("account", row.account())
                .text("symbol", row.symbol())
                .word("side", row.side())
                .decimal("px", row.px())
                .decimal("leavesQty", row.leavesQty())
                .decimal("cumQty", row.cumQty())
                .flag("replacePending", row.replacePending())
                .decimal("pendingQty", row.pendingQty())
                .decimal("pendingPx", row.pendingPx())
                .end();
    }

    /** Takes a row into these ledgers if it is one of a ledger; returns whether it is. */
    public static boolean restore(RowReader row, Ledger first, Ledger second) {
        switch (row.kind()) {
            case BALANCE -> {
                BalanceRow balance = new BalanceRow(
                        row.text("account"), row.text("asset"), row.decimal("available"), row.decimal("reserved"));
                first.restore(balance);
                second.restore(balance);
            }
            case HELD -> {
                HeldRow held = new HeldRow(
                        row.id("orderId"),
                        row.text("account"),
                        row.text("symbol"),
                        row.word("side", Side.class),
                        row.decimal("px"),
                        row.decimal("leavesQty"),
                        row.decimal("cumQty"),
                        row.flag("replacePending"),
                        row.decimal("pendingQty"),
                        row.decimal("pendingPx"));
                first.restore(held);
                second.restore(held);
            }
            case DEPOSIT -> {
                String id = row.text("id");
                first.restoreDeposit(id);
                second.restoreDeposit(id);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
