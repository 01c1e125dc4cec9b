package io.atlas.console.preview;

import static io.atlas.console.preview.Warning.Severity.BLOCK;
import static io.atlas.console.preview.Warning.Severity.CAUTION;
import static io.atlas.console.preview.Warning.Severity.CRITICAL;
import static io.atlas.console.preview.Warning.Severity.INFO;

import io.atlas.console.ConsoleConfig.Warnings;
import io.atlas.console.preview.PreviewSource.Holding;
import io.atlas.console.preview.Warning.Code;
import io.atlas.domain.Instrument;
import io.atlas.domain.OrdType;
import io.atlas.domain.Reason;
import io.atlas.domain.RiskPreview;
import io.atlas.domain.Side;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One method per warning. Blocking ones name the reason word the gateway would refuse with. The number that decides comes first: where a
 * line has to be cut it is still read.
 */
final class WarningRules {
    private static final long ALL_BPS = 10_000;

    private final Warnings thresholds;
    private final List<Warning> found = new ArrayList<>();

    WarningRules(Warnings thresholds) {
        this.thresholds = thresholds;
    }

    /** What was found, worst first. */
    List<Warning> worstFirst() {
        return found.stream()
                .sorted(Comparator.comparing(Warning::severity).thenComparing(Warning::code))
                .toList();
    }

    private void add(Code code, Warning.Severity severity, String text) {
        found.add(Warning.of(code, severity, text));
    }

    void gateway(boolean up) {
        if (!up) {
            add(Code.GATEWAY_DOWN, BLOCK, "the desk's FIX session is not logged on: nothing can be sent");
        }
    }

    void market(Depth depth, Side side, OrdType type) {
        if (!depth.live()) {
            add(Code.STALE_MARKET, BLOCK, Reason.MARKET_CLOSED + ": no fresh price");
        } else if (type == OrdType.MARKET && depth.farTouchPx(side) == 0) {
            add(Code.STALE_MARKET, BLOCK, Reason.MARKET_CLOSED + ": nothing to trade against");
        }
    }

    /** Whether price × quantity can be counted at all; else it is beyond any limit. */
    boolean countable(Instrument instrument, long px, long qty) {
        try {
            return instrument.amount(px, qty) > 0;
        } catch (ArithmeticException tooMuch) {
            String most = "at most " + Grouped.amount(instrument.maxNotionalAmount()) + ' ' + instrument.quote();
            limit(Reason.MAX_NOTIONAL, "out of range", most);
            return false;
        }
    }

    void limits(Instrument instrument, Depth depth, Terms terms, long px, int openOrders, int maxOpenOrders) {
        if (terms.qty() > instrument.maxQty()) {
            limit(Reason.MAX_QTY, Grouped.qty(terms.qty()), "at most " + Grouped.qty(instrument.maxQty()));
        }
        long notional = instrument.amount(px, terms.qty());
        if (notional > instrument.maxNotionalAmount()) {
            limit(
                    Reason.MAX_NOTIONAL,
                    Grouped.amount(notional),
                    "at most " + Grouped.amount(instrument.maxNotionalAmount()) + ' ' + instrument.quote());
        }
        if (openOrders >= maxOpenOrders) {
            limit(
                    Reason.MAX_OPEN_ORDERS,
                    Grouped.count(openOrders) + " open",
                    "fewer than " + Grouped.count(maxOpenOrders));
        }
        long touch = depth.farTouchPx(terms.side());
        if (terms.ordType() == OrdType.LIMIT && touch > 0) {
            long worst = instrument.protectionPx(terms.side(), touch);
            if (px != worst && terms.side().reaches(px, worst)) {
                limit(Reason.PRICE_COLLAR, Grouped.px(instrument, px), "not beyond " + Grouped.px(instrument, worst));
            }
        }
    }

    private void limit(Reason reason, String value, String threshold) {
        add(Code.LIMIT, BLOCK, reason + ": " + value + " (" + threshold + ')');
    }

    /**
     * Money: what is missing, or how little would be left of the starting cash.
     *
     * @param startAmount what the account started with, quote asset; 0 for nothing
     */
    void funds(Instrument instrument, RiskPreview preview, Side side, Holding held, long startAmount) {
        if (preview.requiredAmount() > held.spendableAmount()) {
            String asset = preview.requiredAsset();
            boolean money = asset.equals(instrument.quote());
            long needed = preview.requiredAmount();
            long free = held.spendableAmount();
            add(
                    Code.INSUFFICIENT_FUNDS,
                    BLOCK,
                    "needs " + (money ? Grouped.amount(needed, RoundingMode.UP) : Grouped.qty(needed)) + ' ' + asset
                            + ", "
                            + (money ? Grouped.amount(free, RoundingMode.DOWN) : Grouped.qty(free)) + " to spend: "
                            + Reason.INSUFFICIENT_FUNDS);
        } else if (side == Side.BUY && startAmount > 0) {
            long left = preview.onSubmit().quoteAvailableAmount();
            boolean critical = below(left, startAmount, thresholds.lowBufferCriticalBps(), false);
            if (critical || below(left, startAmount, thresholds.lowBufferCautionBps(), true)) {
                long threshold = critical ? thresholds.lowBufferCriticalBps() : thresholds.lowBufferCautionBps();
                add(
                        Code.LOW_BUFFER,
                        critical ? CRITICAL : CAUTION,
                        Grouped.percent(share(left, startAmount)) + " left: " + Grouped.amount(left) + " of "
                                + Grouped.amount(startAmount) + ' ' + instrument.quote()
                                + (critical ? " (critical below " : " (caution at ") + Grouped.percent(threshold)
                                + ')');
            }
        }
    }

    /** Products of two amounts pass 63 bits. */
    private static boolean below(long part, long whole, long bps, boolean orAt) {
        int order = BigInteger.valueOf(part)
                .multiply(BigInteger.valueOf(ALL_BPS))
                .compareTo(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(bps)));
        return orAt ? order <= 0 : order < 0;
    }

    private static long share(long part, long whole) {
        return BigInteger.valueOf(part)
                .multiply(BigInteger.valueOf(ALL_BPS))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    void notional(Instrument instrument, long px, long qty) {
        long notional = instrument.amount(px, qty);
        if (notional >= thresholds.highNotionalAmount()) {
            add(
                    Code.HIGH_NOTIONAL,
                    CAUTION,
                    Grouped.amount(notional) + ' ' + instrument.quote() + " (high from "
                            + Grouped.amount(thresholds.highNotionalAmount()) + ')');
        }
    }

    /** The wrong side of the far touch: paying more, or asking less, than the market does. */
    void price(Instrument instrument, Depth depth, Terms terms) {
        long touch = depth.farTouchPx(terms.side());
        if (terms.ordType() != OrdType.LIMIT || touch == 0 || !terms.side().reaches(terms.px(), touch)) {
            return;
        }
        String far = terms.side() == Side.BUY ? "offer " : "bid ";
        long beyond = Math.abs(terms.px() - touch);
        if (!below(beyond, touch, thresholds.farFromMarketBps(), true)) {
            add(
                    Code.FAR_FROM_MARKET,
                    CAUTION,
                    Grouped.percent(share(beyond, touch)) + " beyond the " + far + Grouped.px(instrument, touch)
                            + " (far above " + Grouped.percent(thresholds.farFromMarketBps()) + ')');
        }
        add(Code.CROSSES_SPREAD, INFO, far + Grouped.px(instrument, touch) + ", trades at once");
    }

    /** @param agoMs how long ago the same terms were sent, below 0 if never */
    void duplicate(long agoMs) {
        if (agoMs >= 0 && agoMs <= thresholds.duplicateMs()) {
            add(
                    Code.DUPLICATE,
                    CAUTION,
                    "sent " + Grouped.count(agoMs) + " ms ago with the same terms (within "
                            + Grouped.count(thresholds.duplicateMs()) + " ms)");
        }
    }
}
