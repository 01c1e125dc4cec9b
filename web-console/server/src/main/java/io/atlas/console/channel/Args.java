package io.atlas.console.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.atlas.console.client.ErrorCode;
import io.atlas.console.client.User;
import io.atlas.console.view.BarSize;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.SymbolMarket;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import java.util.stream.Collectors;

/** Reads the arguments of a subscription and checks what the user may see. */
final class Args {
    static final int USUAL_DEPTH = 15;
    static final int MOST_DEPTH = 50;
    private static final int MOST_GROUP_TICKS = 10_000;

    private final JsonNode args;
    private final User user;
    private final ConsoleView view;

    /** @param args an object, or a missing node */
    Args(JsonNode args, User user, ConsoleView view) {
        this.args = args;
        this.user = user;
        this.view = view;
    }

    SymbolMarket market() throws Refusal {
        String symbol = text("symbol");
        SymbolMarket market = view.marketOrNull(symbol);
        if (market == null) {
            String known = view.instruments().stream().map(Instrument::symbol).collect(Collectors.joining(", "));
            throw new Refusal(ErrorCode.UNKNOWN_SYMBOL, "symbol: '" + symbol + "' (expected: one of " + known + ")");
        }
        return market;
    }

    /** An account that does not exist and one that is somebody else's get the same answer. */
    String account() throws Refusal {
        String account = text("account");
        if (!user.maySee(account) || view.balancesOrNull(account) == null) {
            throw new Refusal(ErrorCode.NOT_ALLOWED, "account: '" + account + "' is not among yours");
        }
        return account;
    }

    BarSize barSize() throws Refusal {
        String word = text("size");
        BarSize size = BarSize.ofWordOrNull(word);
        if (size == null) {
            throw bad("size", word, "ticks, 1s, 1m, 5m, 15m or 1h");
        }
        return size;
    }

    int depth() throws Refusal {
        JsonNode depth = args.path("depth");
        if (depth.isMissingNode()) {
            return USUAL_DEPTH;
        }
        if (!depth.isInt() || depth.intValue() < 1 || depth.intValue() > MOST_DEPTH) {
            throw bad("depth", depth.asText(), "a number from 1 to " + MOST_DEPTH);
        }
        return depth.intValue();
    }

    long groupPx(Instrument instrument) throws Refusal {
        if (args.path("group").isMissingNode()) {
            return instrument.tickPx();
        }
        String text = text("group");
        try {
            long group = FixedPoint.parse(text);
            if (group > 0 && group % instrument.tickPx() == 0 && group / instrument.tickPx() <= MOST_GROUP_TICKS) {
                return group;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw bad("group", text, "a decimal such as 0.50, at most 8 decimals");
        }
        String tick = FixedPoint.format(instrument.tickPx());
        throw bad("group", text, "a multiple of the tick " + tick + ", at most " + MOST_GROUP_TICKS + " of it");
    }

    private String text(String name) throws Refusal {
        JsonNode node = args.path(name);
        if (!node.isTextual()) {
            throw bad(name, node.isMissingNode() ? "" : node.toString(), "text");
        }
        return node.textValue();
    }

    private static Refusal bad(String name, String value, String expected) {
        String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
        return new Refusal(ErrorCode.BAD_FIELD, name + ": '" + shown + "' (expected: " + expected + ")");
    }
}
