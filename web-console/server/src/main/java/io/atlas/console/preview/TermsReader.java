package io.atlas.console.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.World;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the terms of a JSON object field by field. What is missing or wrong is noted under its field's name, as value and
 * expectation; what is right is kept, so that a half-filled ticket can be previewed.
 */
public final class TermsReader {
    private static final int SHOWN = 40;

    private final Map<String, String> faults = new LinkedHashMap<>();
    private final JsonNode in;
    private final String account;
    private Instrument instrument;
    private Side side;
    private OrdType ordType;
    private TimeInForce tif;
    private long qty;
    private long px;
    private boolean unknownSymbol;

    public TermsReader(World world, JsonNode in) {
        this.in = in;
        this.account = text("account", "an account");
        readSymbol(world);
        side = word("side", Side.class);
        ordType = word("ordType", OrdType.class);
        readTif();
        if (instrument != null) {
            readQty();
            readPx();
            readNotional();
        }
    }

    private void readSymbol(World world) {
        String expected =
                "one of " + world.instruments().stream().map(Instrument::symbol).collect(Collectors.joining(" "));
        String symbol = text("symbol", expected);
        instrument = symbol == null ? null : world.instrumentOrNull(symbol);
        if (symbol != null && instrument == null) {
            unknownSymbol = true;
            fault("symbol", symbol, expected);
        }
    }

    private void readTif() {
        if (!in.hasNonNull("tif")) {
            tif = ordType == OrdType.MARKET ? TimeInForce.IOC : TimeInForce.DAY;
            return;
        }
        tif = word("tif", TimeInForce.class);
        if (tif != null && ordType == OrdType.MARKET && tif.rests()) {
            fault("tif", tif.name(), "IOC or FOK for a market order");
            tif = null;
        }
    }

    private void readQty() {
        String lot = FixedPoint.format(instrument.lotQty());
        qty = decimal("qty", "a multiple of " + lot, instrument.lotQty());
        if (qty > 0 && qty < instrument.minQty()) {
            fault("qty", FixedPoint.format(qty), ">= " + FixedPoint.format(instrument.minQty()));
            qty = 0;
        }
    }

    private void readPx() {
        if (ordType == OrdType.LIMIT) {
            px = decimal("px", "a multiple of " + FixedPoint.format(instrument.tickPx()), instrument.tickPx());
        } else if (ordType == OrdType.MARKET && in.hasNonNull("px")) {
            fault("px", shown(in.get("px")), "no price for a market order");
        }
    }

    /** The least notional is a fault of the quantity: more of it mends it. What is too much is the gateway's to refuse. */
    private void readNotional() {
        if (qty > 0 && px > 0) {
            try {
                long amount = instrument.amount(px, qty);
                if (amount < instrument.minNotionalAmount()) {
                    fault(
                            "qty",
                            FixedPoint.format(qty),
                            "qty x px >= " + FixedPoint.format(instrument.minNotionalAmount()));
                    qty = 0;
                }
            } catch (ArithmeticException tooMuch) {
                fault(
                        "qty",
                        FixedPoint.format(qty),
                        "qty x px <= " + FixedPoint.format(instrument.maxNotionalAmount()));
                qty = 0;
            }
        }
    }

    private String text(String field, String expected) {
        JsonNode value = in.get(field);
        if (value == null
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty()) {
            fault(field, "missing", expected);
            return null;
        }
        if (!value.isTextual()) {
            fault(field, shown(value), expected + ", as text");
            return null;
        }
        return value.textValue();
    }

    private <E extends Enum<E>> E word(String field, Class<E> type) {
        String expected = "one of "
                + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(" "));
        String text = text(field, expected);
        if (text != null) {
            for (E each : type.getEnumConstants()) {
                if (each.name().equals(text)) {
                    return each;
                }
            }
            fault(field, text, expected);
        }
        return null;
    }

    /** A decimal above 0 in whole steps; 0, with the fault noted, if it is none. Never rounded. */
    private long decimal(String field, String expected, long step) {
        String text = text(field, expected);
        if (text == null) {
            return 0;
        }
        try {
            long value = FixedPoint.parse(text);
            if (value > 0 && value % step == 0) {
                return value;
            }
        } catch (NumberFormatException | ArithmeticException notExact) {
            // Said below: what was expected covers form, decimals and range alike.
        }
        fault(field, text, expected + ", above 0, at most 8 decimals");
        return 0;
    }

    private void fault(String field, String value, String expected) {
        faults.putIfAbsent(field, cut(value) + " (expected: " + expected + ')');
    }

    private static String shown(JsonNode value) {
        return cut(value.toString());
    }

    private static String cut(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + '…';
    }

    /** What is missing or wrong, by field; empty if the terms can be sent. */
    public Map<String, String> faults() {
        return faults;
    }

    /** Whether the symbol is a text that names no instrument. */
    public boolean unknownSymbol() {
        return unknownSymbol;
    }

    /** The first fault, as {@code field: value (expected: …)}; null if there is none. */
    public String firstFaultOrNull() {
        return faults.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .findFirst()
                .orElse(null);
    }

    /** Null if it was not understood. */
    public String account() {
        return account;
    }

    /** Null if it was not understood. */
    public Instrument instrument() {
        return instrument;
    }

    /**
     * The terms as far as they were understood: what was not is null or 0. Meaningful as an order only without
     * {@link #faults}.
     */
    public Terms terms() {
        return new Terms(account, instrument == null ? null : instrument.symbol(), side, ordType, tif, qty, px);
    }
}
