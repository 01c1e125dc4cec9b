package io.atlas.wire.config;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World.Market;
import io.atlas.domain.World.SymbolModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code market.yaml}: how the venue's prices move and what its house quotes, one model per instrument. */
final class MarketFile {
    private static final int MAX_TICK_MS = 60_000;
    private static final int MAX_LEVELS = 1_000;
    private static final int MAX_STEPS = 1_000_000;
    /** The house quotes on both sides in every tick: its lowest bid must have a price of its own. */
    private static final String FITS = "a ladder that fits below referencePx";

    private final InstrumentsFile instruments;
    private final Set<String> seen = new HashSet<>();
    private final List<SymbolModel> models = new ArrayList<>();
    private long seed;
    private int tickMs;

    MarketFile(Path folder, InstrumentsFile instruments, List<Fault> faults) {
        this.instruments = instruments;
        Section top = new YamlFile("market.yaml", faults).readOrNull(folder);
        if (top != null) {
            seed = top.whole("seed", 0, 999_999_999_999_999_999L);
            tickMs = top.wholeInt("tickMs", 1, MAX_TICK_MS);
            top.sections("symbols").forEach(this::model);
            for (String symbol : instruments.symbols()) {
                if (!seen.contains(symbol)) {
                    top.fault("symbols", "no model for " + symbol, "one model per instrument");
                }
            }
            top.end();
        }
    }

    private void model(Section in) {
        String symbol = in.name("symbol");
        in.unique("symbol", symbol, seen);
        if (!instruments.symbols().isEmpty()) {
            in.known("symbol", symbol, instruments.symbols(), "a symbol of instruments.yaml");
        }
        SymbolModel model = new SymbolModel(
                symbol,
                in.wholeInt("stepTicks", 0, MAX_STEPS),
                in.wholeInt("halfSpreadTicks", 1, MAX_STEPS),
                in.wholeInt("levels", 1, MAX_LEVELS),
                in.wholeInt("levelGapTicks", 1, MAX_STEPS),
                in.positive("levelQty"),
                in.wholeInt("takersPerMille", 0, 1_000));
        if (in.end()) {
            checkAgainstInstrument(in, model);
            models.add(model);
        }
    }

    private void checkAgainstInstrument(Section in, SymbolModel model) {
        for (Instrument instrument : instruments.instruments()) {
            if (instrument.symbol().equals(model.symbol())) {
                if (model.levelQty() % instrument.lotQty() != 0) {
                    in.fault("levelQty", "a multiple of lot " + FixedPoint.format(instrument.lotQty()));
                }
                long depthTicks = model.halfSpreadTicks() + (long) model.levels() * model.levelGapTicks();
                if (depthTicks >= instrument.referencePx() / instrument.tickPx()) {
                    in.fault("levels", FITS);
                }
            }
        }
    }

    Market market() {
        return new Market(seed, tickMs, models);
    }
}
