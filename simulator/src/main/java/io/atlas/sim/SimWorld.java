package io.atlas.sim;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import io.atlas.testkit.WorldBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small crowded world: little money, few open orders allowed, prices close together, so that everything happens often. */
final class SimWorld {
    static final int PARTITIONS = 4;

    private static final int TICK_MS = 5;

    private SimWorld() {}

    static World of(long seed) {
        return new WorldBuilder("simulation")
                .market(seed, TICK_MS)
                .instrument(instrument("AAA-USD", "0.01", "0.1"), model("AAA-USD", "2"))
                .instrument(instrument("BBB-USD", "0.05", "0.2"), model("BBB-USD", "3"))
                .group("ALGO1", 8)
                .account("ALGO1-1", "USD", "2000", "AAA", "20", "BBB", "10")
                .account("ALGO1-2", "USD", "500", "AAA", "5")
                .group("ALGO2", 6)
                .account("ALGO2-1", "USD", "3000", "AAA", "10", "BBB", "20")
                .group("DESK", 12)
                .borrower("DESK-1", Map.of("BBB", "8", "USD", "300"), "USD", "1500", "AAA", "15")
                .group("CONF", 4)
                .account("CONF-1", "USD", "1000", "AAA", "8", "BBB", "8")
                .build();
    }

    private static Instrument instrument(String symbol, String tick, String lot) {
        String[] assets = symbol.split("-", 2);
        return new Instrument(
                symbol,
                assets[0],
                assets[1],
                FixedPoint.parse(tick),
                FixedPoint.parse(lot),
                FixedPoint.parse(lot),
                FixedPoint.parse("50"),
                FixedPoint.parse("15"),
                FixedPoint.parse("700"),
                300,
                FixedPoint.parse("100"));
    }

    private static World.SymbolModel model(String symbol, String levelQty) {
        return new World.SymbolModel(symbol, 3, 2, 3, 1, FixedPoint.parse(levelQty), 250);
    }

    /** Account group by session: one session named like each group, and a second one that trades ALGO1's money too. */
    static Map<String, String> groupBySession(World world) {
        Map<String, String> groups = new LinkedHashMap<>();
        world.groups().forEach(group -> groups.put(group.name(), group.name()));
        groups.put("ALGO1-B", "ALGO1");
        return groups;
    }

    static Map<String, List<String>> accountsBySession(World world) {
        Map<String, List<String>> accounts = new LinkedHashMap<>();
        groupBySession(world).forEach((session, group) -> accounts.put(session, accounts(world, group)));
        return accounts;
    }

    private static List<String> accounts(World world, String group) {
        return world.groups().stream()
                .filter(each -> each.name().equals(group))
                .flatMap(each -> each.accounts().stream())
                .map(World.Account::name)
                .toList();
    }
}
