package io.atlas.wire.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import io.atlas.domain.World.Market;
import io.atlas.domain.World.OpeningDeposit;
import io.atlas.domain.World.SymbolModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what {@link WorldJson} writes; unknown fields are ignored. */
final class WorldReader {
    private final JsonNode node;
    private final String place;

    private WorldReader(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    static World read(String json) {
        try {
            WorldReader in = new WorldReader(new ObjectMapper().readTree(json), "world");
            return new World(
                    in.text("name"),
                    in.list("instruments", WorldReader::instrument),
                    in.list("groups", WorldReader::group),
                    market(in.child("market")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("world: " + e.getOriginalMessage() + " (expected: a JSON object)", e);
        }
    }

    private static Instrument instrument(WorldReader in) {
        return new Instrument(
                in.text("symbol"),
                in.text("base"),
                in.text("quote"),
                in.decimal("tickPx"),
                in.decimal("lotQty"),
                in.decimal("minQty"),
                in.decimal("maxQty"),
                in.decimal("minNotionalAmount"),
                in.decimal("maxNotionalAmount"),
                in.whole("collarBps"),
                in.decimal("referencePx"));
    }

    private static AccountGroup group(WorldReader in) {
        return new AccountGroup(in.text("name"), in.list("accounts", WorldReader::account), in.whole("maxOpenOrders"));
    }

    private static Account account(WorldReader in) {
        WorldReader borrow = in.child("borrow");
        Map<String, Long> limits = new HashMap<>();
        borrow.node.fieldNames().forEachRemaining(asset -> limits.put(asset, borrow.decimal(asset)));
        return new Account(in.text("name"), in.list("deposits", WorldReader::deposit), limits);
    }

    private static OpeningDeposit deposit(WorldReader in) {
        return new OpeningDeposit(in.text("id"), in.text("asset"), in.decimal("amount"));
    }

    private static Market market(WorldReader in) {
        return new Market(in.seed(), in.whole("tickMs"), in.list("symbols", WorldReader::model));
    }

    private static SymbolModel model(WorldReader in) {
        return new SymbolModel(
                in.text("symbol"),
                in.whole("stepTicks"),
                in.whole("halfSpreadTicks"),
                in.whole("levels"),
                in.whole("levelGapTicks"),
                in.decimal("levelQty"),
                in.whole("takersPerMille"));
    }

    private JsonNode require(String name, boolean fits, String expected) {
        JsonNode value = node.path(name);
        if (!fits) {
            throw new IllegalArgumentException(place + '.' + name + ": " + value + " (expected: " + expected + ')');
        }
        return value;
    }

    private WorldReader child(String name) {
        return new WorldReader(require(name, node.path(name).isObject(), "an object"), place + '.' + name);
    }

    private <E> List<E> list(String name, Function<WorldReader, E> read) {
        List<E> list = new ArrayList<>();
        for (JsonNode element : require(name, node.path(name).isArray(), "a list")) {
            list.add(read.apply(new WorldReader(element, place + '.' + name + '[' + list.size() + ']')));
        }
        return list;
    }

    private String text(String name) {
        return require(name, node.path(name).isTextual(), "text").textValue();
    }

    private int whole(String name) {
        return require(name, node.path(name).isInt(), "a whole number").intValue();
    }

    private long seed() {
        String text = text("seed");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place + ".seed: '" + text + "' (expected: a whole number)", e);
        }
    }

    private long decimal(String name) {
        String text = text(name);
        try {
            return FixedPoint.parse(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(place + '.' + name + ": '" + text + "' (expected: a decimal)", e);
        }
    }
}
