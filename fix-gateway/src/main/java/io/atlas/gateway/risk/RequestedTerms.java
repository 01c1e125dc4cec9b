package io.atlas.gateway.risk;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.MarketView;
import io.atlas.domain.OrdType;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.util.Map;

/**
 * The terms of one request, read field by field until the first fault. What was understood by then is kept, so that the
 * refusal can repeat it.
 */
public final class RequestedTerms {
    private static final int MAX_TEXT = 120;

    private final String symbol;
    private Instrument instrument;
    private Side side;
    private OrdType ordType;
    private TimeInForce tif;
    private long qty;
    private long px;
    private Refusal refusal;

    private RequestedTerms(String symbol) {
        this.symbol = symbol;
    }

    /**
     * Reads the terms.
     *
     * @param tif 0 for absent: Day for a limit order, IOC for a market order
     * @param unsupported a field present that would change what is traded, or null
     */
    public static RequestedTerms read(
            Map<String, Instrument> instruments,
            String symbol,
            char side,
            char ordType,
            char tif,
            String qty,
            String px,
            String unsupported) {
        RequestedTerms terms = new RequestedTerms(symbol);
        terms.readSymbol(instruments);
        terms.readSide(side);
        terms.readType(ordType, tif, unsupported);
        terms.readQty(qty);
        terms.readPx(px);
        terms.checkNotional();
        return terms;
    }

    private void readSymbol(Map<String, Instrument> instruments) {
        instrument = instruments.get(symbol);
        if (instrument == null) {
            refuse(
                    Reason.UNKNOWN_SYMBOL,
                    "Symbol(55)=" + symbol + " (expected: one of " + String.join(" ", instruments.keySet()) + ")");
        }
    }

    private void readSide(char value) {
        side = value == Side.BUY.fix() ? Side.BUY : value == Side.SELL.fix() ? Side.SELL : null;
        if (side == null) {
            refuse(Reason.UNSUPPORTED, "Side(54)=" + value + " (expected: 1 or 2)");
        }
    }

    private void readType(char type, char time, String unsupported) {
        ordType = type == OrdType.MARKET.fix() ? OrdType.MARKET : type == OrdType.LIMIT.fix() ? OrdType.LIMIT : null;
        if (ordType == null) {
            refuse(Reason.UNSUPPORTED, "OrdType(40)=" + type + " (expected: 1 or 2)");
            return;
        }
        tif = time == 0 ? defaultTif(ordType) : tif(time);
        if (tif == null || ordType == OrdType.MARKET && tif.rests()) {
            String expected = ordType == OrdType.MARKET ? "3 or 4" : "0, 1, 3 or 4";
            refuse(Reason.UNSUPPORTED, "TimeInForce(59)=" + time + " (expected: " + expected + ")");
        }
        if (unsupported != null) {
            refuse(Reason.UNSUPPORTED, unsupported + " is not supported");
        }
    }

    private static TimeInForce defaultTif(OrdType type) {
        return type == OrdType.MARKET ? TimeInForce.IOC : TimeInForce.DAY;
    }

    private static TimeInForce tif(char value) {
        for (TimeInForce tif : TimeInForce.values()) {
            if (tif.fix() == value) {
                return tif;
            }
        }
        return null;
    }

    private void readQty(String text) {
        if (refusal != null) {
            return;
        }
        qty = decimal(text);
        if (qty <= 0 || qty % instrument.lotQty() != 0) {
            refuse(
                    Reason.BAD_QTY,
                    "OrderQty(38)=" + text + " (expected: a multiple of " + text(instrument.lotQty()) + ")");
        } else if (qty < instrument.minQty()) {
            refuse(Reason.BAD_QTY, "OrderQty(38)=" + text + " (expected: >= " + text(instrument.minQty()) + ")");
        } else if (qty > instrument.maxQty()) {
            refuse(Reason.MAX_QTY, "OrderQty(38)=" + text + " (expected: <= " + text(instrument.maxQty()) + ")");
        }
    }

    private void readPx(String text) {
        if (refusal != null || ordType == OrdType.MARKET) {
            return;
        }
        px = decimal(text);
        if (px <= 0 || px % instrument.tickPx() != 0) {
            refuse(
                    Reason.BAD_PRICE,
                    "Price(44)=" + text + " (expected: a multiple of " + text(instrument.tickPx()) + ")");
        }
    }

    /** The value, or -1 for text that is no exact decimal of eight places in range: no order can have that. */
    private static long decimal(String text) {
        try {
            return text == null ? -1 : FixedPoint.parse(text);
        } catch (ArithmeticException | NumberFormatException e) {
            return -1;
        }
    }

    private void checkNotional() {
        if (refusal == null && ordType == OrdType.LIMIT) {
            checkNotional(px, "Price(44)");
        }
    }

    private void checkNotional(long atPx, String priceName) {
        String what = "OrderQty(38) x " + priceName + "=";
        long amount;
        try {
            amount = instrument.amount(atPx, qty);
        } catch (ArithmeticException e) {
            refuse(
                    Reason.MAX_NOTIONAL,
                    what + "out of range (expected: <= " + text(instrument.maxNotionalAmount()) + ")");
            return;
        }
        if (amount < instrument.minNotionalAmount()) {
            refuse(
                    Reason.MIN_NOTIONAL,
                    what + text(amount) + " (expected: >= " + text(instrument.minNotionalAmount()) + ")");
        } else if (amount > instrument.maxNotionalAmount()) {
            refuse(
                    Reason.MAX_NOTIONAL,
                    what + text(amount) + " (expected: <= " + text(instrument.maxNotionalAmount()) + ")");
        }
    }

    /**
     * Binds the terms to the market: a limit price may not go beyond the collar, a market order gets its protection price.
     *
     * @param market the touch, or null if there is no fresh one: then nothing can be accepted
     */
    public void bindTo(MarketView market) {
        if (refusal != null) {
            return;
        }
        if (market == null) {
            refuse(Reason.MARKET_CLOSED, "Symbol(55)=" + symbol + " has no fresh price");
            return;
        }
        long touchPx = market.touchPx(side);
        if (ordType == OrdType.MARKET) {
            bindMarketOrder(touchPx);
        } else if (touchPx > 0) {
            long worstPx = instrument.protectionPx(side, touchPx);
            if (px != worstPx && side.reaches(px, worstPx)) {
                refuse(Reason.PRICE_COLLAR, "Price(44)=" + text(px) + " (expected: not beyond " + text(worstPx) + ")");
            }
        }
    }

    private void bindMarketOrder(long touchPx) {
        if (touchPx == 0) {
            refuse(Reason.MARKET_CLOSED, "Symbol(55)=" + symbol + " has nothing to trade against");
            return;
        }
        px = instrument.protectionPx(side, touchPx);
        checkNotional(px, "protection price");
    }

    /** Adds a fault unless there is one already. */
    public void refuse(Reason reason, String text) {
        if (refusal == null) {
            refusal = new Refusal(reason, text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT));
        }
    }

    private static String text(long value) {
        return FixedPoint.format(value);
    }

    /** The first fault, or null. */
    public Refusal refusalOrNull() {
        return refusal;
    }

    /** As far as they were understood. */
    public Rejected.Terms asAsked() {
        return new Rejected.Terms(symbol, side, ordType, tif, Math.max(qty, 0), Math.max(px, 0));
    }

    public Instrument instrument() {
        return instrument;
    }

    public Side side() {
        return side;
    }

    public OrdType ordType() {
        return ordType;
    }

    public TimeInForce tif() {
        return tif;
    }

    public long qty() {
        return qty;
    }

    /** Limit price, or protection price once bound. */
    public long px() {
        return px;
    }
}
