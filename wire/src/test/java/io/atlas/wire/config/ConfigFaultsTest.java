package io.atlas.wire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atlas.domain.FixedPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of the files is listed, at once, with file, place, value and what was expected. */
class ConfigFaultsTest {
    @TempDir
    Path dir;

    private Path demo;

    @BeforeEach
    void copyTheDemo() throws IOException {
        demo = Files.createDirectory(dir.resolve("demo"));
        try (Stream<Path> files = Files.list(Path.of("..", "fix-config", "demo"))) {
            for (Path file : files.toList()) {
                Files.copy(file, demo.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void tenFaultsInFourFilesAreListedAtOnce() {
        change("instruments.yaml", "tick: 0.00001", "tick: 0.000000001");
        change("instruments.yaml", "maxQty: 2000\n", "maxQty: 0\n");
        change("instruments.yaml", "collarPercent: 3", "collarPercent: 300");
        change("accounts.yaml", "{id: ALGO1-1-USD-1, asset: USD, amount: 1000000}", "{id: A, asset: USD, amount: 1e6}");
        change("accounts.yaml", "BTC: 25", "BTX: 25");
        change("accounts.yaml", "name: ALGO2-1", "name: ALGO1-1");
        change("sessions.yaml", "group: CONF", "group: CONFX");
        change("sessions.yaml", "group: ALGO2", "group: ALGO2\n    heartbeat: 20");
        change("market.yaml", "tickMs: 100", "tickMs: soon");
        change("market.yaml", "levels: 13", "levels: 0");

        assertThat(faults())
                .map(Fault::toString)
                .containsExactly(
                        "instruments.yaml: instruments[1].maxQty: 0 (expected: >= minQty), line 32",
                        "instruments.yaml: instruments[2].collarPercent: '300' (expected: above 0, below 100, at most 2 decimals), line 47",
                        "instruments.yaml: instruments[3].tick: '0.000000001' (expected: a decimal such as 1000.50, at most 8 decimals), line 53",
                        "accounts.yaml: groups[0].accounts[0].borrow.BTX: unknown asset (expected: one of AAPL, BTC, ETH, EUR, USD), line 21",
                        "accounts.yaml: groups[1].accounts[0].deposits[0].amount: '1e6' (expected: a decimal such as 1000.50, at most 8 decimals), line 29",
                        "accounts.yaml: groups[2].accounts[0].name: 'ALGO1-1' is there twice (expected: each name once), line 34",
                        "sessions.yaml: sessions[2].heartbeat: unknown key (expected: one of accounts, group, heartBtInt, password, roles, senderCompId), line 27",
                        "sessions.yaml: sessions[3].group: 'CONFX' (expected: a group of accounts.yaml: one of ALGO1, ALGO2, CONF, DESK), line 32",
                        "market.yaml: tickMs: 'soon' (expected: a whole number, 1 to 60000), line 13",
                        "market.yaml: symbols[0].levels: '0' (expected: a whole number, 1 to 1000), line 20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            instruments.yaml | tick: 0.01             | tick: -0.01              | instruments[0].tick | -0.01 (expected: > 0)
            instruments.yaml | tick: 0.01             | tick: 0,01               | instruments[0].tick | '0,01'
            instruments.yaml | tick: 0.01             | tick: 1_000              | instruments[0].tick | '1_000'
            instruments.yaml | tick: 0.01             | tick: 0x1F               | instruments[0].tick | '0x1F'
            instruments.yaml | tick: 0.01             | tick: 1e-2               | instruments[0].tick | '1e-2'
            instruments.yaml | tick: 0.01             | tick:                    | instruments[0].tick | empty
            instruments.yaml | tick: 0.01             | tick: [0.01]             | instruments[0].tick | a list
            instruments.yaml | tick: 0.01             | tick: 99999999999        | instruments[0].tick | '99999999999'
            instruments.yaml | lot: 0.00001           | lot: 0.0000001           | instruments[0].lot | not a whole number of quote units
            instruments.yaml | referencePx: 50000     | referencePx: 50000.005   | instruments[0].referencePx | 50000.005 (expected: a positive multiple of tick)
            instruments.yaml | quote: USD             | quote: BTC               | instruments[0].quote | 'BTC' (expected: an asset other than base)
            instruments.yaml | symbol: ETH-USD        | symbol: BTC-USD          | instruments[1].symbol | is there twice
            instruments.yaml | symbol: BTC-USD        | symbol: BTC USD          | instruments[0].symbol | 'BTC USD'
            accounts.yaml    | partitions: 4          | partitions: 0            | partitions | '0' (expected: a whole number, 1 to 1024)
            accounts.yaml    | partitions: 4          | partitions: 4\\npartitions: 5 | partitions | the key is there twice
            accounts.yaml    | maxOpenOrders: 500     | maxOpenOrders: many      | groups[0].maxOpenOrders | 'many'
            accounts.yaml    | name: ALGO1            | name: DESK               | groups[1].name | is there twice
            accounts.yaml    | name: DESK-1           | name: CLEARING           | groups[0].accounts[0].name | 'CLEARING'
            accounts.yaml    | asset: USD             | asset: USX               | groups[0].accounts[0].deposits[0].asset | 'USX'
            accounts.yaml    | amount: 1000000        | amount: 0                | groups[0].accounts[0].deposits[0].amount | '0' (expected: a decimal above 0)
            accounts.yaml    | id: ALGO1-1-USD-1      | id: DESK-1-USD-1         | groups[1].accounts[0].deposits[0].id | is there twice
            accounts.yaml    | BTC: 25                | BTC: -25                 | groups[0].accounts[0].borrow.BTC | '-25'
            accounts.yaml    | groups:                | groups: {}\\nother:       | groups | a block of keys (expected: a list)
            sessions.yaml    | group: DESK            | group: DESK\\n    accounts: [ALGO1-1] | sessions[0].accounts[0] | 'ALGO1-1' (expected: an account of the group: one of DESK-1)
            sessions.yaml    | group: DESK            | group: DESK\\n    accounts: [DESK-1, DESK-1] | sessions[0].accounts[1] | each account once
            sessions.yaml    | group: DESK            | group: DESK\\n    accounts: DESK-1 | sessions[0].accounts | a list such as [a, b]
            sessions.yaml    | [trade, market-data]   | [trade, admin]           | sessions[0].roles[1] | 'admin' (expected: one of trade, market-data, drop-copy, read-only)
            sessions.yaml    | [trade, market-data]   | []                       | sessions[0].roles | none
            sessions.yaml    | senderCompId: DESK     | senderCompId: ATLAS      | sessions[0].senderCompId | another name than targetCompId
            sessions.yaml    | senderCompId: ALGO1    | senderCompId: DESK       | sessions[1].senderCompId | is there twice
            sessions.yaml    | group: DESK            | group: DESK\\n    heartBtInt: 61 | sessions[0].heartBtInt | '61' (expected: a whole number, 1 to 60)
            market.yaml      | - symbol: EUR-USD      | - symbol: EUR-USB        | symbols[3].symbol | 'EUR-USB'
            market.yaml      | - symbol: EUR-USD      | - symbol: EUR-USB        | symbols | no model for EUR-USD
            market.yaml      | levelQty: 1.5          | levelQty: 1.500001       | symbols[0].levelQty | a multiple of lot 0.00001
            market.yaml      | levels: 13             | levels: 1000\\n    levelGapTicks: 300000 | symbols[0].levelGapTicks | the key is there twice
            market.yaml      | seed: 20260101         | seed: *a                 | seed | an alias (expected: the value itself)
            market.yaml      | seed: 20260101         | seed: 'open              | `` | (expected: YAML)
            market.yaml      | seed: 20260101         | ---\\nseed: 1\\n---\\nseed: 2 | `` | a second document
            """)
    void aFaultNamesFilePlaceValueAndExpectation(String file, String good, String bad, String place, String message) {
        change(file, good, bad.replace("\\n", "\n"));
        assertThat(faults()).anySatisfy(fault -> {
            assertThat(fault.file()).isEqualTo(file);
            assertThat(fault.place()).isEqualTo(place);
            assertThat(fault.toString()).contains(message);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "\"0.01\"", "'0.01'", "0.0100000000000", "0.01 # a comment"})
    void numbersAreReadAsTheyAreWrittenQuotedOrNot(String tick) {
        change("instruments.yaml", "tick: 0.01", "tick: " + tick);
        assertThat(Config.load(dir, "demo").world().instruments().get(0).tickPx())
                .isEqualTo(FixedPoint.ONE / 100);
    }

    @Test
    void aNumberThatNoDoubleCanHoldIsExact() {
        change("accounts.yaml", "amount: 1000000", "amount: 90071992547.40993001");
        assertThat(Config.load(dir, "demo")
                        .world()
                        .groups()
                        .get(0)
                        .accounts()
                        .get(0)
                        .deposits()
                        .get(0)
                        .amount())
                .isEqualTo(9_007_199_254_740_993_001L);
    }

    @Test
    void missingFilesAreListedAndWhatCannotBeKnownWithoutThemIsNot() throws IOException {
        Files.delete(demo.resolve("instruments.yaml"));
        Files.delete(demo.resolve("accounts.yaml"));
        Files.write(demo.resolve("sessions.yaml"), new byte[] {'a', ':', ' ', (byte) 0xFF});

        assertThat(faults())
                .map(fault -> fault.file() + ' ' + fault.value())
                .containsExactly("instruments.yaml missing", "accounts.yaml missing", "sessions.yaml not UTF-8");
    }

    @Test
    void aPasswordInTheClearIsNotRepeated() {
        change("sessions.yaml", "password: pbkdf2", "password: secret-");
        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo("sessions[0].password");
            assertThat(fault.toString()).doesNotContain("secret");
        });
    }

    @Test
    void aMissingProfileIsNamed() {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> Config.load(dir, "prod"));
        assertThat(e)
                .hasMessageStartingWith("1 fault in the configuration:\n  ")
                .hasMessageContaining("prod: missing");
    }

    private List<Fault> faults() {
        return catchThrowableOfType(ConfigException.class, () -> Config.load(dir, "demo"))
                .faults();
    }

    /** Changes the first place where the text stands. */
    private void change(String file, String good, String bad) {
        try {
            Path path = demo.resolve(file);
            String text = Files.readString(path, StandardCharsets.UTF_8);
            int at = text.indexOf(good);
            assertThat(at).as("%s has '%s'", file, good).isNotNegative();
            Files.writeString(path, text.substring(0, at) + bad + text.substring(at + good.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
