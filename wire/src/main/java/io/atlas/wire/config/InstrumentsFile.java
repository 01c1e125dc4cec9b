package io.atlas.wire.config;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code instruments.yaml}: what can be traded. The assets of the world are those its instruments name. */
final class InstrumentsFile {
    private static final long BPS_PER_PERCENT = 100;

    private final List<Instrument> instruments = new ArrayList<>();
    private final Set<String> symbols = new TreeSet<>();
    private final Set<String> assets = new TreeSet<>();

    InstrumentsFile(Path folder, List<Fault> faults) {
        Section top = new YamlFile("instruments.yaml", faults).readOrNull(folder);
        if (top != null) {
            Set<String> seen = new HashSet<>();
            top.sections("instruments").forEach(section -> read(section, seen));
            top.end();
        }
    }

    private void read(Section in, Set<String> seen) {
        String symbol = in.name("symbol");
        String base = in.name("base");
        String quote = in.name("quote");
        Instrument instrument = new Instrument(
                symbol,
                base,
                quote,
                in.decimal("tick"),
                in.decimal("lot"),
                in.decimal("minQty"),
                in.decimal("maxQty"),
                in.decimal("minNotional"),
                in.decimal("maxNotional"),
                collarBps(in),
                in.decimal("referencePx"));
        in.unique("symbol", symbol, seen);
        if (base != null && base.equals(quote)) {
            in.fault("quote", "an asset other than base");
        }
        // Known by name even when faulty, so that one wrong tick is one fault and not one in every file.
        addIfAny(symbols, symbol);
        addIfAny(assets, base);
        addIfAny(assets, quote);
        if (in.end()) {
            instrument.faults().forEach(fault -> note(in, fault));
            instruments.add(instrument);
        }
    }

    private static void addIfAny(Set<String> names, String name) {
        if (name != null) {
            names.add(name);
        }
    }

    /** The domain says {@code field: value (expected: what)}; here it gets its place. */
    private static void note(Section in, String fault) {
        int colon = fault.indexOf(": ");
        int expected = fault.indexOf(" (expected: ");
        String key = fault.substring(0, colon);
        in.fault(
                key.equals("tick × lot") ? "lot" : key,
                fault.substring(colon + 2, expected),
                fault.substring(expected + 12, fault.indexOf(')', expected)));
    }

    private static int collarBps(Section in) {
        int before = in.file().faultCount();
        long percent = in.decimal("collarPercent");
        long bps = percent / (FixedPoint.ONE / BPS_PER_PERCENT);
        boolean exact = percent % (FixedPoint.ONE / BPS_PER_PERCENT) == 0;
        if (in.file().faultCount() == before && (!exact || bps <= 0 || bps >= 10_000)) {
            in.fault("collarPercent", "above 0, below 100, at most 2 decimals");
        }
        return (int) Math.max(1, Math.min(bps, 9_999));
    }

    List<Instrument> instruments() {
        return instruments;
    }

    Set<String> symbols() {
        return symbols;
    }

    Set<String> assets() {
        return assets;
    }
}
