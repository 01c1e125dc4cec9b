package io.atlas.wire.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import io.atlas.domain.World.Market;
import io.atlas.domain.World.OpeningDeposit;
import io.atlas.domain.World.SymbolModel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The world as canonical JSON, the form in which EPOCH_START carries it: equal worlds give equal text. Lists keep their
 * order, which is part of the world; maps are sorted by key; decimals and the seed are strings.
 * Source: {@code wire/doc/envelope.md}.
 */
public final class WorldJson {
    private WorldJson() {}

    /** The canonical text. */
    public static String write(World world) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("name", world.name());
            json.writeArrayFieldStart("instruments");
            for (Instrument instrument : world.instruments()) {
                write(json, instrument);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("groups");
            for (AccountGroup group : world.groups()) {
                write(json, group);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("market");
            write(json, world.market());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("world: " + world.name(), e);
        }
        return text.toString();
    }

    /**
     * The world of a text that {@link #write} made.
     *
     * @throws IllegalArgumentException naming the place, if it is none
     */
    public static World read(String json) {
        return WorldReader.read(json);
    }

    private static void write(JsonGenerator json, Instrument instrument) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", instrument.symbol());
        json.writeStringField("base", instrument.base());
        json.writeStringField("quote", instrument.quote());
        decimal(json, "tickPx", instrument.tickPx());
        decimal(json, "lotQty", instrument.lotQty());
        decimal(json, "minQty", instrument.minQty());
        decimal(json, "maxQty", instrument.maxQty());
        decimal(json, "minNotionalAmount", instrument.minNotionalAmount());
        decimal(json, "maxNotionalAmount", instrument.maxNotionalAmount());
        json.writeNumberField("collarBps", instrument.collarBps());
        decimal(json, "referencePx", instrument.referencePx());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AccountGroup group) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", group.name());
        json.writeNumberField("maxOpenOrders", group.maxOpenOrders());
        json.writeArrayFieldStart("accounts");
        for (Account account : group.accounts()) {
            json.writeStartObject();
            json.writeStringField("name", account.name());
            json.writeArrayFieldStart("deposits");
            for (OpeningDeposit deposit : account.deposits()) {
                json.writeStartObject();
                json.writeStringField("id", deposit.id());
                json.writeStringField("asset", deposit.asset());
                decimal(json, "amount", deposit.amount());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("borrow");
            for (Map.Entry<String, Long> limit : new TreeMap<>(account.borrow()).entrySet()) {
                decimal(json, limit.getKey(), limit.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Market market) throws IOException {
        json.writeStringField("seed", Long.toString(market.seed()));
        json.writeNumberField("tickMs", market.tickMs());
        json.writeArrayFieldStart("symbols");
        for (SymbolModel model : market.symbols()) {
            json.writeStartObject();
            json.writeStringField("symbol", model.symbol());
            json.writeNumberField("stepTicks", model.stepTicks());
            json.writeNumberField("halfSpreadTicks", model.halfSpreadTicks());
            json.writeNumberField("levels", model.levels());
            json.writeNumberField("levelGapTicks", model.levelGapTicks());
            decimal(json, "levelQty", model.levelQty());
            json.writeNumberField("takersPerMille", model.takersPerMille());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void decimal(JsonGenerator json, String name, long value) throws IOException {
        json.writeStringField(name, FixedPoint.format(value));
    }
}
