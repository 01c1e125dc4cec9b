package io.atlas.console;

import io.atlas.console.channel.Rows;
import io.atlas.console.order.KnownOrders;
import io.atlas.console.preview.Terms;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.OrderView;
import io.atlas.console.view.Pending;
import io.atlas.console.view.SentOrder;
import java.util.List;

/** The order desk's questions, answered by the view. */
final class ViewOrders implements KnownOrders {
    private final ConsoleView view;

    ViewOrders(ConsoleView view) {
        this.view = view;
    }

    @Override
    public Known orderOrNull(String account, String key) {
        OrderView order = view.orderOrNull(account, key);
        return order == null ? null : known(order);
    }

    @Override
    public List<Known> openOrders(String account) {
        return view.orders(account).stream()
                .filter(OrderView::open)
                .map(ViewOrders::known)
                .toList();
    }

    private static Known known(OrderView order) {
        Terms terms = new Terms(
                order.account(), order.symbol(), order.side(), order.ordType(), order.tif(), order.qty(), order.px());
        return new Known(
                order.key(),
                order.clOrdId(),
                terms,
                order.orderId(),
                order.open(),
                order.pendingOrNull() == Pending.CANCEL);
    }

    @Override
    public String json(String account, String key) {
        return Rows.order(view.orderOrNull(account, key));
    }

    @Override
    public void sent(String account, String key, Terms terms, long nowNs) {
        view.sent(new SentOrder(
                account,
                key,
                terms.symbol(),
                terms.side(),
                terms.ordType(),
                terms.tif(),
                terms.qty(),
                terms.px(),
                nowNs));
    }

    @Override
    public void changeSent(String account, String key, Terms replaceOrNull, long nowNs) {
        boolean cancel = replaceOrNull == null;
        view.changeSent(
                account,
                key,
                cancel ? Pending.CANCEL : Pending.REPLACE,
                cancel ? 0 : replaceOrNull.qty(),
                cancel ? 0 : replaceOrNull.px(),
                nowNs);
    }

    @Override
    public void unanswered(String account, String key, long nowNs) {
        view.unanswered(account, key, nowNs);
    }

    @Override
    public void notProcessed(String account, String key, String text, long nowNs) {
        view.refusedUnrecorded(account, key, text, nowNs);
    }
}
