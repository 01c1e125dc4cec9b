package io.atlas.testkit;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a world line by line; amounts are decimal text. Sizes that a test does not name are wide enough to be out of the
 * way.
 *
 * <pre>
 *   World world = new WorldBuilder("demo").market(7, 100)
 *           .instrument("BTC-USD", "0.01", "0.00001", "50000")
 *           .group("ALGO1", 100).account("ALGO1-1", "USD", "1000000", "BTC", "2")
 *           .build();
 * </pre>
 */
public final class WorldBuilder {
    private final String name;
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<World.SymbolModel> models = new ArrayList<>();
    private final List<World.AccountGroup> groups = new ArrayList<>();
    private final List<World.Account> accounts = new ArrayList<>();
    private String groupName;
    private int maxOpenOrders;
    private long marketSeed = 1;
    private int tickMs = 100;

    public WorldBuilder(String name) {
        this.name = name;
    }

    /** The market's seed and the time between two ticks. */
    public WorldBuilder market(long seed, int betweenTicksMs) {
        marketSeed = seed;
        tickMs = betweenTicksMs;
        return this;
    }

    /** An instrument {@code BASE-QUOTE} with a narrow house ladder around its reference price. */
    public WorldBuilder instrument(String symbol, String tick, String lot, String referencePx) {
        String[] assets = symbol.split("-", 2);
        long tickPx = FixedPoint.parse(tick);
        long lotQty = FixedPoint.parse(lot);
        Instrument instrument = new Instrument(
                symbol,
                assets[0],
                assets[1],
                tickPx,
                lotQty,
                lotQty,
                lotQty * 1_000_000,
                0,
                FixedPoint.parse("100000000"),
                500,
                FixedPoint.parse(referencePx));
        return instrument(instrument, new World.SymbolModel(symbol, 3, 2, 3, 1, lotQty * 40, 200));
    }

    public WorldBuilder instrument(Instrument instrument, World.SymbolModel model) {
        List<String> faults = instrument.faults();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(instrument.symbol() + ": " + faults);
        }
        instruments.add(instrument);
        models.add(model);
        return this;
    }

    /** Opens a group; the accounts that follow belong to it. */
    public WorldBuilder group(String newGroup, int mostOpenOrders) {
        closeGroup();
        groupName = newGroup;
        maxOpenOrders = mostOpenOrders;
        return this;
    }

    /** An account with its opening deposits: asset, amount, asset, amount, … */
    public WorldBuilder account(String account, String... deposits) {
        return borrower(account, Map.of(), deposits);
    }

    /** An account that may go short by these amounts (decimal text by asset). */
    public WorldBuilder borrower(String account, Map<String, String> borrow, String... deposits) {
        List<World.OpeningDeposit> opening = new ArrayList<>();
        for (int i = 0; i < deposits.length; i += 2) {
            String id = "open-" + account + "-" + deposits[i];
            opening.add(new World.OpeningDeposit(id, deposits[i], FixedPoint.parse(deposits[i + 1])));
        }
        Map<String, Long> limits = new LinkedHashMap<>();
        borrow.forEach((asset, amount) -> limits.put(asset, FixedPoint.parse(amount)));
        accounts.add(new World.Account(account, opening, limits));
        return this;
    }

    private void closeGroup() {
        if (groupName != null) {
            groups.add(new World.AccountGroup(groupName, accounts, maxOpenOrders));
            accounts.clear();
        }
    }

    public World build() {
        closeGroup();
        groupName = null;
        return new World(name, instruments, groups, new World.Market(marketSeed, tickMs, models));
    }
}
