package io.atlas.launcher.story;

import io.atlas.wire.config.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of a story's world: many accounts with round balances, each a group of its own with two sessions, and
 * many instruments. The market stands still, so every number in a story is exact.
 */
final class StoryConfig {
    static final String PROFILE = "story";
    /** BTC at 50,000; the house quotes 40,000 and 60,000, so clients meet each other in between. */
    static final String QUIET = "BTC-USD";
    /** ACME in whole lots; the house sells 1 each at 101, 102, … 105 and buys 1 each at 99, 98, … 95. */
    static final String HOUSE = "ACME-USD";

    private static final int QUIET_ONES = 80;
    private static final int HOUSE_ONES = 10;

    private record Account(String prefix, int howMany, List<String> deposits) {}

    private static final List<Account> ACCOUNTS = List.of(
            new Account("CASH", 100, List.of("100000 USD")),
            new Account("RICH", 40, List.of("1000000 USD", "100 BTC")));

    private StoryConfig() {}

    /** Writes the files and returns what they hold. */
    static Pool write(Path folder) throws IOException {
        Pool pool = new Pool();
        Path profile = Files.createDirectories(folder.resolve(PROFILE));
        Files.copy(Path.of("..", "fix-config", "FIX44-ATLAS.xml"), folder.resolve("FIX44-ATLAS.xml"));
        StringBuilder instruments = new StringBuilder("instruments:\n");
        StringBuilder market = new StringBuilder("seed: 1\ntickMs: 100\nsymbols:\n");
        for (int i = 1; i <= QUIET_ONES; i++) {
            String symbol = "BTC%02d-USD".formatted(i);
            pool.add(QUIET, symbol);
            instruments.append(instrument(symbol, "BTC", "0.00001", "50000"));
            market.append(model(symbol, 1_000_000, 1));
        }
        for (int i = 1; i <= HOUSE_ONES; i++) {
            String symbol = "ACME%02d-USD".formatted(i);
            pool.add(HOUSE, symbol);
            instruments.append(instrument(symbol, "ACME", "1", "100"));
            market.append(model(symbol, 100, 5));
        }
        Files.writeString(profile.resolve("instruments.yaml"), instruments);
        Files.writeString(profile.resolve("market.yaml"), market);
        accounts(profile, pool);
        return pool;
    }

    private static void accounts(Path profile, Pool pool) throws IOException {
        String password = PasswordHash.hash(FixPeer.PASSWORD.toCharArray()).text();
        StringBuilder accounts = new StringBuilder("partitions: 4\ngroups:\n");
        StringBuilder sessions = new StringBuilder("targetCompId: ATLAS\nsessions:\n");
        for (Account kind : ACCOUNTS) {
            for (int i = 1; i <= kind.howMany; i++) {
                String name = "%s%02d".formatted(kind.prefix, i);
                pool.add(String.join(" + ", kind.deposits), name);
                accounts.append(group(name, kind.deposits));
                sessions.append(session(name, name, password)).append(session(second(name), name, password));
            }
        }
        Files.writeString(profile.resolve("accounts.yaml"), accounts);
        Files.writeString(profile.resolve("sessions.yaml"), sessions);
    }

    /** The account of a group. */
    static String account(String group) {
        return group + "-1";
    }

    /** The second session of a group; the first has its name. */
    static String second(String group) {
        return group + "-B";
    }

    private static String instrument(String symbol, String base, String lot, String referencePx) {
        return """
                  - symbol: %s
                    base: %s
                    quote: USD
                    tick: 0.01
                    lot: %s
                    minQty: %s
                    maxQty: 100
                    minNotional: 1
                    maxNotional: 5000000
                    collarPercent: 5
                    referencePx: %s
                """.formatted(symbol, base, lot, lot, referencePx);
    }

    private static String model(String symbol, int halfSpreadTicks, int levels) {
        return """
                  - symbol: %s
                    stepTicks: 0
                    halfSpreadTicks: %d
                    levels: %d
                    levelGapTicks: 100
                    levelQty: 1
                    takersPerMille: 0
                """.formatted(symbol, halfSpreadTicks, levels);
    }

    private static String group(String name, List<String> deposits) {
        StringBuilder group = new StringBuilder("""
                  - name: %s
                    maxOpenOrders: 5000
                    accounts:
                      - name: %s
                        deposits:
                """.formatted(name, account(name)));
        for (String deposit : deposits) {
            String[] parts = deposit.split(" ");
            group.append(
                    "          - {id: %s-%s, asset: %s, amount: %s}\n".formatted(name, parts[1], parts[1], parts[0]));
        }
        return group.toString();
    }

    private static String session(String compId, String group, String password) {
        return """
                  - senderCompId: %s
                    group: %s
                    roles: [trade]
                    password: %s
                """.formatted(compId, group, password);
    }
}
