package io.atlas.sim.client;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.port.SimMarket;
import io.atlas.wire.market.BookUpdate;
import java.util.List;

/** Makes up what a client asks for: mostly sensible, close to the market, sometimes wrong in each way a client can be. */
final class OrderMaker {
    private static final List<String> BAD_QTYS =
            List.of("0", "-1", "0.000000001", "1000000000000000000000000000000", "0.15", "77777777", "abc");
    private static final List<String> BAD_PXS = List.of("0", "-5", "100.005", "100.000000001", "1", "90000000", "x");
    private static final int MOST_LOTS = 40;
    private static final int MOST_TICKS_AWAY = 6;

    private final String session;
    private final List<String> accounts;
    private final List<Instrument> instruments;
    private final SimMarket market;
    private final boolean quiet;
    private final Dice dice;

    OrderMaker(
            String session,
            List<String> accounts,
            List<Instrument> instruments,
            SimMarket market,
            boolean quiet,
            Dice dice) {
        this.session = session;
        this.accounts = accounts;
        this.instruments = instruments;
        this.market = market;
        this.quiet = quiet;
        this.dice = dice;
    }

    /** The arrival as the client knows it: only 97 is its own; the rest is filled in where it arrives. */
    private Arrival unsent(boolean possResend) {
        return new Arrival(session, 0, 0, false, possResend, 0);
    }

    NewOrderSingle order(String clOrdId) {
        Instrument instrument = dice.oneOf(instruments);
        boolean isMarket = dice.perMille(100);
        char tif = isMarket ? (dice.perMille(200) ? '4' : '3') : "0011134".charAt(dice.below(7));
        NewOrderSingle good = new NewOrderSingle(
                unsent(false),
                clOrdId,
                dice.oneOf(accounts),
                instrument.symbol(),
                dice.perMille(500) ? '1' : '2',
                isMarket ? '1' : '2',
                tif,
                FixedPoint.format(qty(instrument)),
                isMarket ? null : FixedPoint.format(px(instrument)),
                null,
                quiet);
        return dice.perMille(50) ? spoiled(good) : good;
    }

    private NewOrderSingle spoiled(NewOrderSingle good) {
        int how = dice.below(6);
        return new NewOrderSingle(
                good.arrival(),
                good.clOrdId(),
                how == 0 ? "NOBODY" : good.account(),
                how == 1 ? "NO-SUCH" : good.symbol(),
                good.side(),
                good.ordType(),
                how == 2 ? '9' : good.tif(),
                how == 3 ? dice.oneOf(BAD_QTYS) : good.qty(),
                how == 4 ? dice.oneOf(BAD_PXS) : good.px(),
                how == 5 ? "MinQty(110)" : null,
                quiet);
    }

    /** The same again: as a repeat, or as another order under a used id. */
    NewOrderSingle again(NewOrderSingle earlier, boolean possResend, boolean otherQty) {
        return new NewOrderSingle(
                unsent(possResend),
                earlier.clOrdId(),
                earlier.account(),
                earlier.symbol(),
                earlier.side(),
                earlier.ordType(),
                earlier.tif(),
                otherQty ? earlier.qty() + "0.0" : earlier.qty(),
                earlier.px(),
                earlier.unsupported(),
                earlier.quiet());
    }

    CancelRequest cancel(String clOrdId, Working order) {
        return new CancelRequest(
                unsent(false),
                clOrdId,
                order.clOrdId(),
                dice.perMille(500) ? order.orderId() : null,
                order.account(),
                order.symbol(),
                order.side(),
                FixedPoint.format(order.qty()));
    }

    CancelRequest cancelOfUnknown(String clOrdId) {
        String symbol = dice.oneOf(instruments).symbol();
        return new CancelRequest(
                unsent(false), clOrdId, session + "-never", null, dice.oneOf(accounts), symbol, '1', "1");
    }

    ReplaceRequest replace(String clOrdId, Working order) {
        Instrument instrument = instruments.stream()
                .filter(each -> each.symbol().equals(order.symbol()))
                .findFirst()
                .orElseThrow();
        long lots = dice.between(-10, 20);
        long qty = Math.max(instrument.lotQty(), order.qty() + lots * instrument.lotQty());
        long px = dice.perMille(400) ? order.px() : px(instrument);
        return new ReplaceRequest(
                unsent(false),
                clOrdId,
                order.clOrdId(),
                dice.perMille(500) ? order.orderId() : null,
                order.account(),
                order.symbol(),
                order.side(),
                order.ordType(),
                (char) 0,
                FixedPoint.format(qty),
                FixedPoint.format(px),
                null);
    }

    StatusRequest status(String clOrdId, String reqId) {
        return new StatusRequest(
                unsent(false), clOrdId, null, dice.oneOf(instruments).symbol(), '1', reqId);
    }

    private long qty(Instrument instrument) {
        return instrument.minQty() + dice.below(MOST_LOTS) * instrument.lotQty();
    }

    private long px(Instrument instrument) {
        BookUpdate last = market.lastOrNull(instrument.symbol());
        long bid = last == null || last.bidPx() == 0 ? instrument.referencePx() : last.bidPx();
        long away = dice.between(-MOST_TICKS_AWAY, MOST_TICKS_AWAY) * instrument.tickPx();
        return Math.max(instrument.tickPx(), bid + away);
    }
}
