package io.atlas.console.rest;

import io.atlas.console.channel.JsonText;
import io.atlas.console.channel.Rows;
import io.atlas.console.view.AccountView;
import io.atlas.console.view.Bar;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.Fill;
import io.atlas.console.view.Holding;
import io.atlas.console.view.OrderView;
import io.atlas.console.view.SessionView;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrderIds;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Lists as JSON ({@code {items:[…]}}, each item as the channel of that name has it) or as CSV with exact decimals and UTC nanoseconds. */
final class Tables {
    private static final long NS = 1_000_000_000L;

    private final ConsoleView view;

    Tables(ConsoleView view) {
        this.view = view;
    }

    String instruments() {
        return items(view.instruments(), Rows::instrument);
    }

    String sessions(Set<String> of) {
        List<SessionView> sessions = view.sessions(of);
        return items(sessions, Rows::session);
    }

    String accounts(List<String> accounts) {
        List<AccountView> views = accounts.stream()
                .map(view::balancesOrNull)
                .filter(known -> known != null)
                .toList();
        return items(views, Tables::account);
    }

    private static String account(AccountView account) {
        JsonText json = new JsonText()
                .object()
                .text("account", account.account())
                .text("quote", account.quote())
                .decimal("startCash", account.startCash())
                .decimal("buyingPower", account.buyingPower())
                .list("items");
        for (Holding holding : account.holdings()) {
            json.object()
                    .text("asset", holding.asset())
                    .decimal("available", holding.available())
                    .decimal("reserved", holding.reserved())
                    .decimal("total", holding.total())
                    .decimal("borrowLimit", holding.borrowLimit())
                    .decimal("borrowUsed", holding.borrowUsed())
                    .end();
        }
        return json.endList().end().toString();
    }

    String orders(String account, long fromNs, long toNs) {
        return items(ordersIn(account, fromNs, toNs), Rows::order);
    }

    private List<OrderView> ordersIn(String account, long fromNs, long toNs) {
        return view.orders(account).stream()
                .filter(order -> order.timeNs() >= fromNs && order.timeNs() <= toNs)
                .toList();
    }

    String ordersCsv(String account, long fromNs, long toNs) {
        Csv csv = new Csv(
                "key", "orderId", "time", "updated", "symbol", "side", "ordType", "tif", "qty", "px", "cumQty", "avgPx",
                "word", "reason", "source");
        for (OrderView order : ordersIn(account, fromNs, toNs)) {
            csv.row(
                    order.key(),
                    OrderIds.text(order.orderId()),
                    utc(order.timeNs()),
                    utc(order.updatedNs()),
                    order.symbol(),
                    order.side(),
                    order.ordType(),
                    order.tif(),
                    FixedPoint.format(order.qty()),
                    order.px() == 0 ? "" : FixedPoint.format(order.px()),
                    FixedPoint.format(order.cumQty()),
                    order.cumQty() == 0 ? "" : FixedPoint.format(order.avgPx()),
                    order.word(),
                    order.reasonOrNull(),
                    order.source());
        }
        return csv.toString();
    }

    String fills(String account, long fromNs, long toNs) {
        return items(fillsIn(account, fromNs, toNs), Rows::fill);
    }

    private List<Fill> fillsIn(String account, long fromNs, long toNs) {
        return view.fills(account).stream()
                .filter(fill -> fill.timeNs() >= fromNs && fill.timeNs() <= toNs)
                .toList();
    }

    String fillsCsv(String account, long fromNs, long toNs) {
        Csv csv = new Csv(
                "execId",
                "tradeId",
                "orderId",
                "clOrdId",
                "time",
                "symbol",
                "side",
                "qty",
                "px",
                "amount",
                "aggressor");
        for (Fill fill : fillsIn(account, fromNs, toNs)) {
            csv.row(
                    fill.execId(),
                    fill.tradeId(),
                    OrderIds.text(fill.orderId()),
                    fill.clOrdId(),
                    utc(fill.timeNs()),
                    fill.symbol(),
                    fill.side(),
                    FixedPoint.format(fill.qty()),
                    FixedPoint.format(fill.px()),
                    FixedPoint.format(fill.amount()),
                    fill.aggressor());
        }
        return csv.toString();
    }

    String bars(List<Bar> bars, long fromNs, long toNs) {
        return items(
                bars.stream()
                        .filter(bar -> bar.startNs() >= fromNs && bar.startNs() <= toNs)
                        .toList(),
                Rows::bar);
    }

    private static <T> String items(List<T> rows, Function<T, String> row) {
        JsonText json = new JsonText().object().list("items");
        rows.forEach(each -> json.raw(row.apply(each)));
        return json.endList().end().toString();
    }

    private static String utc(long epochNs) {
        return Instant.ofEpochSecond(epochNs / NS, epochNs % NS).toString();
    }
}
