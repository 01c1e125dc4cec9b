package io.atlas.launcher.soak;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;

/** Draws orders: some trade at once, some rest, some meet other clients inside the house's spread, some are refused. */
final class OrderMaker {
    private record Symbol(String name, double mid, int pxDecimals, String lot, int maxLots) {}

    private static final Symbol[] SYMBOLS = {
        new Symbol("BTC-USD", 50_000, 2, "0.001", 50), new Symbol("ETH-USD", 2_500, 2, "0.01", 100)
    };

    private final Random dice;

    OrderMaker(Random dice) {
        this.dice = dice;
    }

    /**
     * What an order asks for, as FIX text.
     *
     * @param px empty for a market order
     */
    record Terms(String symbol, char side, char ordType, char tif, String qty, String px) {
        /** Symbol(55) and Side(54). */
        String instrument() {
            return "55=" + symbol + "|54=" + side + '|';
        }

        String order() {
            return instrument() + "40=" + ordType + "|59=" + tif + "|38=" + qty + '|'
                    + (px.isEmpty() ? "" : "44=" + px + '|');
        }
    }

    Terms order() {
        Symbol symbol = SYMBOLS[dice.nextInt(SYMBOLS.length)];
        char side = dice.nextBoolean() ? '1' : '2';
        String qty = qty(symbol);
        double kind = dice.nextDouble();
        if (kind < 0.06) {
            return new Terms(symbol.name(), side, '1', '3', qty, "");
        }
        if (kind < 0.08) {
            return dirty(symbol, side, qty);
        }
        double away = side == '1' ? -1 : 1;
        if (kind < 0.30) {
            // Through the market: trades at once with whatever is there.
            return new Terms(symbol.name(), side, '2', kind < 0.15 ? '3' : '0', qty, px(symbol, -away * 0.004));
        }
        if (kind < 0.45) {
            return new Terms(symbol.name(), side, '2', '0', qty, px(symbol, away * 0.00001 * dice.nextInt(3)));
        }
        return new Terms(symbol.name(), side, '2', '0', qty, px(symbol, away * (0.0005 + 0.02 * dice.nextDouble())));
    }

    private Terms dirty(Symbol symbol, char side, String qty) {
        return switch (dice.nextInt(3)) {
            case 0 -> new Terms("NO-SUCH", side, '2', '0', qty, "1");
            case 1 -> new Terms(symbol.name(), side, '2', '0', qty, px(symbol, 0) + "7");
            default -> new Terms(symbol.name(), side, '2', '0', "0.0000001", px(symbol, 0));
        };
    }

    /** OrdType(40), OrderQty(38) and Price(44) of a replace. */
    String otherTerms(Terms terms) {
        Symbol symbol = terms.symbol().equals(SYMBOLS[0].name()) ? SYMBOLS[0] : SYMBOLS[1];
        double away = terms.side() == '1' ? -1 : 1;
        return "40=" + terms.ordType() + "|38=" + qty(symbol) + "|44=" + px(symbol, away * 0.01 * dice.nextDouble())
                + '|';
    }

    private String qty(Symbol symbol) {
        return new BigDecimal(symbol.lot())
                .multiply(BigDecimal.valueOf(1 + dice.nextInt(symbol.maxLots())))
                .toPlainString();
    }

    private static String px(Symbol symbol, double away) {
        return BigDecimal.valueOf(symbol.mid() * (1 + away))
                .setScale(symbol.pxDecimals(), RoundingMode.HALF_UP)
                .toPlainString();
    }
}
