package io.atlas.oms.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.LogPosition;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Traded;
import java.util.ArrayList;
import java.util.List;

/** A desk of partition 3 with short words for what happens to it; every input gets the next offset of its topic. */
final class Desk {
    static final int PARTITION = 3;
    static final int PARTITIONS = 4;
    static final String SYMBOL = "ACME-USD";

    final List<String> alarms = new ArrayList<>();
    final List<OrdersChanged> outputs = new ArrayList<>();
    private final List<Command> given = new ArrayList<>();
    private final List<VenueReport> told = new ArrayList<>();
    final OrderDesk desk;
    long commands = -1;
    long reports = -1;
    long eventsSeen = -1;

    Desk() {
        this(OrderDesk.KEPT);
    }

    Desk(int kept) {
        desk = new OrderDesk(PARTITION, PARTITIONS, this::onQuarantined, kept);
    }

    private void onQuarantined(LogPosition input, String why) {
        alarms.add(input + " " + why);
    }

    /** Opens an order; returns its id. */
    long open(Side side, String qty, String px) {
        apply(newOrder(side, qty, px, commands + 1, eventsSeen));
        return number();
    }

    /** Asks to cancel; returns the request's number. */
    long cancel(long orderId) {
        apply(cancelOrder(orderId, commands + 1, eventsSeen));
        return number();
    }

    /** Asks to replace; returns the request's number. */
    long replace(long orderId, String qty, String px) {
        apply(replaceOrder(orderId, qty, px, commands + 1, eventsSeen));
        return number();
    }

    OrdersChanged apply(Command command) {
        given.add(command);
        return output(desk.apply(++commands, command));
    }

    /** The venue reports these outcomes in one record. */
    OrdersChanged report(Outcome... outcomes) {
        return report(new VenueReport(reports + 2, 0, null, List.of(outcomes)));
    }

    OrdersChanged report(VenueReport report) {
        told.add(report);
        return output(desk.apply(++reports, report));
    }

    /** The venue's last report comes once more. */
    OrdersChanged repeatReport() {
        return report(told.get(told.size() - 1));
    }

    /** A desk that folds these outputs and recalls their inputs knows what this one knows; so does one made from its image. */
    void checkRestart() {
        OrderDesk again = new OrderDesk(PARTITION, PARTITIONS, (input, why) -> {});
        for (int i = 0; i < outputs.size(); i++) {
            desk.confirmed(i, outputs.get(i));
            again.fold(i, outputs.get(i));
        }
        for (int i = 0; i < given.size(); i++) {
            again.recall(i, given.get(i));
        }
        told.forEach(again::recall);
        assertThat(again.image()).isEqualTo(desk.image());
        assertThat(new OrderDesk(PARTITION, PARTITIONS, (input, why) -> {}, desk.image()).image())
                .isEqualTo(desk.image());
    }

    private OrdersChanged output(OrdersChanged output) {
        outputs.add(output);
        return output;
    }

    /** The number of the last command. */
    long number() {
        return OrderIds.of(PARTITION, commands);
    }

    Order order(long orderId) {
        return desk.orders().get(orderId);
    }

    OrdersChanged last() {
        return outputs.get(outputs.size() - 1);
    }

    /** A fill of a buy order by the house. */
    static Traded bought(long orderId, String qty, String px) {
        return new Traded(SYMBOL, of(px), of(qty), orderId, OrderIds.NONE, Side.BUY);
    }

    static NewOrder newOrder(Side side, String qty, String px, long n, long eventsSeen) {
        return new NewOrder(
                origin("ord-" + n),
                SYMBOL,
                side,
                OrdType.LIMIT,
                TimeInForce.GTC,
                of(qty),
                of(px),
                of(qty),
                new MarketView(0, 0, 0),
                false,
                eventsSeen);
    }

    static CancelOrder cancelOrder(long orderId, long n, long eventsSeen) {
        return new CancelOrder(origin("cxl-" + n), "ord", orderId, SYMBOL, Side.BUY, eventsSeen);
    }

    static ReplaceOrder replaceOrder(long orderId, String qty, String px, long n, long eventsSeen) {
        return new ReplaceOrder(
                origin("rpl-" + n),
                "ord",
                orderId,
                SYMBOL,
                Side.BUY,
                of(qty),
                of(px),
                0,
                new MarketView(0, 0, 0),
                eventsSeen);
    }

    private static Origin origin(String clOrdId) {
        return new Origin("ALFA", 1, clOrdId, "ALFA-1", "print");
    }

    static long of(String decimal) {
        return FixedPoint.parse(decimal);
    }
}
