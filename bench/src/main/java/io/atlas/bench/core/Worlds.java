package io.atlas.bench.core;

import static io.atlas.domain.FixedPoint.ONE;

import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import java.util.List;
import java.util.Map;

/** The smallest world that the cores take: one instrument, two groups, no market of its own. */
final class Worlds {
    static final String SYMBOL = "BTC-USD";
    static final String ACCOUNT = "A-1";

    private Worlds() {}

    static World small() {
        Instrument instrument = new Instrument(
                SYMBOL, "BTC", "USD", 1_000_000, 1_000, 1_000, 100 * ONE, ONE, 5_000_000 * ONE, 500, 50_000 * ONE);
        return new World(
                "bench",
                List.of(instrument),
                List.of(group("A", ACCOUNT), group("B", "B-1")),
                new World.Market(1, 100, List.of()));
    }

    private static World.AccountGroup group(String name, String account) {
        return new World.AccountGroup(name, List.of(new World.Account(account, List.of(), Map.of())), 1_000);
    }
}
