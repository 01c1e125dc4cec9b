package io.atlas.console.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.console.ConsoleConfig.Warnings;
import io.atlas.console.client.Role;
import io.atlas.console.client.User;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import io.atlas.domain.World.SymbolModel;
import io.atlas.testkit.WorldBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ticket is told, row by row. The market: bids 49,999 and below, offers 50,001 and above, a dollar apart. */
class PreviewTest {
    private static final long NOW = 1_800_000_000_000_000_000L;
    private static final long S = 1_000_000_000L;
    private static final User TRADER = new User("trader", Set.of(Role.TRADER), List.of("DESK-1"), List.of(), "DESK");
    private static final World WORLD = new WorldBuilder("test")
            .instrument(
                    new Instrument(
                            "BTC-USD",
                            "BTC",
                            "USD",
                            px("0.01"),
                            px("0.00001"),
                            px("0.001"),
                            px("100"),
                            px("1"),
                            px("5000000"),
                            500,
                            px("50000")),
                    new SymbolModel("BTC-USD", 1, 1, 1, 1, px("1"), 0))
            .group("DESK", 3)
            .borrower("DESK-1", Map.of("BTC", "25"), "USD", "1000000")
            .build();

    private final Fakes source = new Fakes();
    private final Previews previews = new Previews(WORLD, new Warnings(px("500000"), 5_000, 1_000, 200, 2_000), source);

    private static final class Fakes implements PreviewSource {
        private Depth depth = book(
                List.of("49999", "2", "49998", "3", "49997", "5"), List.of("50001", "2", "50002", "3", "50003", "5"));
        private final Map<String, Holding> holdings =
                new HashMap<>(Map.of("USD", new Holding(px("1000000"), 0, 0), "BTC", new Holding(0, 0, px("25"))));
        private int open;
        private boolean up = true;

        @Override
        public Depth depth(String symbol) {
            return depth;
        }

        @Override
        public Holding holding(String account, String asset) {
            return holdings.get(asset);
        }

        @Override
        public long startAmount(String account) {
            return px("1000000");
        }

        @Override
        public int openOrders(String account) {
            return open;
        }

        @Override
        public boolean deskUp(String desk) {
            return up;
        }
    }

    private static long px(String text) {
        return FixedPoint.parse(text);
    }

    private static Depth book(List<String> bids, List<String> asks) {
        return new Depth(true, levels(bids), levels(asks));
    }

    private static List<Depth.Level> levels(List<String> texts) {
        List<Depth.Level> levels = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += 2) {
            levels.add(new Depth.Level(px(texts.get(i)), px(texts.get(i + 1))));
        }
        return levels;
    }

    private static ObjectNode args(String side, String type, String tif, String qty, String px) {
        ObjectNode args = JsonNodeFactory.instance.objectNode();
        args.put("account", "DESK-1").put("symbol", "BTC-USD").put("side", side).put("ordType", type);
        args.put("tif", tif).put("qty", qty).put("px", px);
        args.properties()
                .removeIf(each ->
                        each.getValue().isNull() || each.getValue().asText().equals("-"));
        return args;
    }

    private JsonNode limit(String side, String qty, String px) {
        return previews.preview(TRADER, args(side, "LIMIT", "DAY", qty, px), NOW)
                .json();
    }

    private static String warnings(JsonNode preview) {
        return StreamSupport.stream(preview.get("warnings").spliterator(), false)
                .map(each ->
                        each.get("severity").asText() + ' ' + each.get("code").asText())
                .collect(Collectors.joining(", "));
    }

    private static String text(JsonNode preview, String code) {
        return StreamSupport.stream(preview.get("warnings").spliterator(), false)
                .filter(each -> each.get("code").asText().equals(code))
                .map(each ->
                        each.get("title").asText() + ": " + each.get("text").asText())
                .collect(Collectors.joining());
    }

    @Test
    void theDemosOrderNeedsHalfAMillionAndWarnsTwice() {
        JsonNode preview = limit("BUY", "10", "50000.00");

        assertThat(preview.get("ok").asBoolean()).isTrue();
        assertThat(preview.get("required")).hasToString("{\"asset\":\"USD\",\"amount\":\"500000\"}");
        assertThat(preview.get("rows").toPrettyString().replaceAll("\\s+", ""))
                .isEqualTo(
                        "[{\"name\":\"available\",\"unit\":\"USD\",\"now\":\"1000000\",\"submit\":\"500000\",\"fill\":\"500000\"},"
                                + "{\"name\":\"reserved\",\"unit\":\"USD\",\"now\":\"0\",\"submit\":\"500000\",\"fill\":\"0\"},"
                                + "{\"name\":\"position\",\"unit\":\"BTC\",\"now\":\"0\",\"submit\":\"0\",\"fill\":\"10\"},"
                                + "{\"name\":\"exposure\",\"unit\":\"USD\",\"now\":\"0\",\"submit\":\"0\",\"fill\":\"500000\"}]");
        assertThat(warnings(preview)).isEqualTo("CAUTION HIGH_NOTIONAL, CAUTION LOW_BUFFER");
        assertThat(text(preview, "HIGH_NOTIONAL")).isEqualTo("High notional: 500,000.00 USD (high from 500,000.00)");
        assertThat(text(preview, "LOW_BUFFER"))
                .isEqualTo("Low buffer: 50 % left: 500,000.00 of 1,000,000.00 USD (caution at 50 %)");
    }

    @ParameterizedTest(name = "{0} {1} at {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            BUY  | 1      | 49999    | ''
            BUY  | 10     | 49999    | ''
            BUY  | 9.9    | 49999    | ''
            BUY  | 10.001 | 49999    | CAUTION HIGH_NOTIONAL, CAUTION LOW_BUFFER
            BUY  | 19     | 50000    | CRITICAL LOW_BUFFER, CAUTION HIGH_NOTIONAL
            BUY  | 20     | 50000    | CRITICAL LOW_BUFFER, CAUTION HIGH_NOTIONAL
            BUY  | 20.001 | 50000    | BLOCK INSUFFICIENT_FUNDS, CAUTION HIGH_NOTIONAL
            BUY  | 1      | 50001    | INFO CROSSES_SPREAD
            BUY  | 1      | 51001.02 | INFO CROSSES_SPREAD
            BUY  | 1      | 51001.03 | CAUTION FAR_FROM_MARKET, INFO CROSSES_SPREAD
            BUY  | 1      | 52501.05 | CAUTION FAR_FROM_MARKET, INFO CROSSES_SPREAD
            BUY  | 1      | 52501.06 | BLOCK LIMIT, CAUTION FAR_FROM_MARKET, INFO CROSSES_SPREAD
            BUY  | 1      | 100      | ''
            SELL | 1      | 50001    | ''
            SELL | 1      | 49999    | INFO CROSSES_SPREAD
            SELL | 1      | 48000    | CAUTION FAR_FROM_MARKET, INFO CROSSES_SPREAD
            SELL | 25     | 50001    | CAUTION HIGH_NOTIONAL
            SELL | 25.001 | 50001    | BLOCK INSUFFICIENT_FUNDS, CAUTION HIGH_NOTIONAL
            BUY  | 101    | 100      | BLOCK LIMIT
            SELL | 25     | 500001   | BLOCK LIMIT, CAUTION HIGH_NOTIONAL
            """)
    void warnsWorstFirst(String side, String qty, String px, String expected) {
        assertThat(warnings(limit(side, qty, px))).isEqualTo(expected);
    }

    @Test
    void whatBlocksNamesItsReasonWord() {
        assertThat(text(limit("BUY", "20.001", "50000"), "INSUFFICIENT_FUNDS"))
                .isEqualTo("Insufficient funds: needs 1,000,050.00 USD, 1,000,000.00 to spend: INSUFFICIENT_FUNDS");
        assertThat(text(limit("BUY", "1", "53000"), "LIMIT"))
                .isEqualTo("Limit: PRICE_COLLAR: 53,000.00 (not beyond 52,501.05)");
        source.open = 3;
        assertThat(text(limit("BUY", "1", "50000"), "LIMIT"))
                .isEqualTo("Limit: MAX_OPEN_ORDERS: 3 open (fewer than 3)");
    }

    @ParameterizedTest(name = "{0} {1} at {2}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            BUY  | 1        | 51001.03 | CROSSES_SPREAD     | Crosses the spread: offer 50,001.00, trades at once
            SELL | 1        | 48000    | CROSSES_SPREAD     | Crosses the spread: bid 49,999.00, trades at once
            BUY  | 1        | 51001.03 | FAR_FROM_MARKET    | Far from market: 2 % beyond the offer 50,001.00 (far above 2 %)
            SELL | 1        | 48000    | FAR_FROM_MARKET    | Far from market: 3.9 % beyond the bid 49,999.00 (far above 2 %)
            BUY  | 101      | 100      | LIMIT              | Limit: MAX_QTY: 101 (at most 100)
            SELL | 25       | 500001   | LIMIT              | Limit: MAX_NOTIONAL: 12,500,025.00 (at most 5,000,000.00 USD)
            SELL | 25.001   | 50001    | INSUFFICIENT_FUNDS | Insufficient funds: needs 25.001 BTC, 25 to spend: INSUFFICIENT_FUNDS
            BUY  | 15.00001 | 50000.11 | LOW_BUFFER         | Low buffer: 24.9 % left: 249,997.85 of 1,000,000.00 USD (caution at 50 %)
            BUY  | 15.00001 | 50000.11 | HIGH_NOTIONAL      | High notional: 750,002.15 USD (high from 500,000.00)
            """)
    void theNumbersAreInOneFormat(String side, String qty, String px, String code, String expected) {
        assertThat(text(limit(side, qty, px), code)).isEqualTo(expected);
    }

    @Test
    void whatIsShortByLessThanACentIsStillSeenToBeShort() {
        source.holdings.put("USD", new PreviewSource.Holding(px("500000.096"), 0, 0));

        assertThat(text(limit("BUY", "10", "50000.01"), "INSUFFICIENT_FUNDS"))
                .isEqualTo("Insufficient funds: needs 500,000.10 USD, 500,000.09 to spend: INSUFFICIENT_FUNDS");
    }

    @Test
    void withoutAFreshPriceOrAGatewayNothingCanBeSent() {
        source.up = false;
        source.depth = new Depth(false, source.depth.bids(), source.depth.asks());

        JsonNode preview = limit("BUY", "1", "100");

        assertThat(warnings(preview)).isEqualTo("BLOCK STALE_MARKET, BLOCK GATEWAY_DOWN");
        assertThat(preview.get("ok").asBoolean()).isFalse();
        assertThat(preview.has("buttons")).isFalse();
        assertThat(preview.has("fill")).isFalse();
    }

    @Test
    void theSameTermsWithinTwoSecondsAreADuplicate() {
        Terms terms = previews.preview(TRADER, args("BUY", "LIMIT", "DAY", "1", "49999"), NOW)
                .terms();
        previews.sent(terms, NOW);

        assertThat(previews.preview(TRADER, args("BUY", "LIMIT", "DAY", "1", "49999"), NOW + 2 * S)
                        .warnings())
                .map(Warning::code)
                .containsExactly(Warning.Code.DUPLICATE);
        assertThat(previews.preview(TRADER, args("BUY", "LIMIT", "DAY", "1", "49999"), NOW + 2 * S + S / 100)
                        .warnings())
                .isEmpty();
        assertThat(previews.preview(TRADER, args("BUY", "LIMIT", "DAY", "1.1", "49999"), NOW)
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} at {4}: {5} %")
    @CsvSource(delimiter = '|', textBlock = """
            BUY  | LIMIT  | DAY | 2   | 50001    | 100 | marketable at the touch
            BUY  | LIMIT  | DAY | 10  | 50003    | 100 | marketable, sweeps 3 levels
            BUY  | LIMIT  | DAY | 10  | 50002    | 50  | marketable for 5 of 10 BTC
            BUY  | LIMIT  | FOK | 10  | 50002    | 0   | fill or kill: only 5 of 10 BTC on offer
            BUY  | LIMIT  | IOC | 10  | 50000    | 0   | nothing to trade with at this price: canceled at once
            BUY  | LIMIT  | DAY | 1   | 50000.5  | 75  | improves the bid by 1.50
            BUY  | LIMIT  | DAY | 1   | 49999    | 50  | joins 2 BTC at the bid
            SELL | LIMIT  | DAY | 1   | 50001    | 50  | joins 2 BTC at the offer
            BUY  | LIMIT  | DAY | 1   | 49998.99 | 49  | 1 tick below the bid: hopeful
            BUY  | LIMIT  | DAY | 1   | 49994.88 | 46  | 412 ticks below the bid: hopeful
            SELL | LIMIT  | DAY | 1   | 50051    | 18  | 5,000 ticks above the offer: hopeful
            BUY  | LIMIT  | DAY | 1   | 100      | 1   | 4,989,900 ticks below the bid: hopeful
            BUY  | MARKET | IOC | 10  | -        | 100 | marketable, sweeps 3 levels
            BUY  | MARKET | IOC | 12.5| -        | 80  | marketable for 10 of 12.5 BTC
            """)
    void saysHowLikelyAFillIs(String side, String type, String tif, String qty, String px, int percent, String reason) {
        JsonNode fill = previews.preview(TRADER, args(side, type, tif, qty, px), NOW)
                .json()
                .get("fill");

        assertThat(fill.get("percent").asInt()).isEqualTo(percent);
        assertThat(fill.get("reason").asText()).isEqualTo(reason);
    }

    @Test
    void aLivelierMarketMakesFarPricesLikelier() {
        int calm = limit("BUY", "1", "49899").get("fill").get("percent").asInt();
        for (int second = 0; second < 30; second++) {
            long shift = px(second % 2 == 0 ? "0" : "100");
            source.depth = new Depth(
                    true,
                    List.of(new Depth.Level(px("49999") + shift, px("2"))),
                    List.of(new Depth.Level(px("50001") + shift, px("2"))));
            previews.doWork(NOW + second * S);
        }
        source.depth = book(List.of("49999", "2"), List.of("50001", "2"));

        assertThat(limit("BUY", "1", "49899").get("fill").get("percent").asInt())
                .isGreaterThan(calm);
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3} {4}")
    @CsvSource(delimiter = '|', textBlock = """
            BUY  | 1  | 49999 | 50000 | 50006
            BUY  | 10 | 49999 | 50000 | 50008
            BUY  | 11 | 49999 | 50000 | 50008
            BUY  | -  | 49999 | 50000 | 50006
            SELL | 1  | 50001 | 50000 | 49994.01
            SELL | 6  | 50001 | 50000 | 49992.01
            """)
    void theButtonsShowTheirPrices(String side, String qty, String passive, String mid, String aggressive) {
        JsonNode buttons = limit(side, qty, "50000").get("buttons");

        assertThat(buttons)
                .hasToString("{\"passive\":\"" + passive + "\",\"mid\":\"" + mid + "\",\"aggressive\":\"" + aggressive
                        + "\"}");
    }

    @ParameterizedTest(name = "{0} between {1} and {2}: {3}")
    @CsvSource({
        "BUY,  50000.00, 50000.01, 50000",
        "SELL, 50000.00, 50000.01, 50000.01",
        "BUY,  50000.00, 50000.03, 50000.01",
        "SELL, 50000.00, 50000.03, 50000.02",
    })
    void midIsRoundedAwayFromCrossing(String side, String bid, String ask, String mid) {
        source.depth = book(List.of(bid, "1"), List.of(ask, "1"));

        assertThat(limit(side, "1", "50000").get("buttons").get("mid").asText()).isEqualTo(mid);
    }

    @Test
    void aggressiveStopsAtTheCollar() {
        source.depth = book(List.of("100", "1"), List.of("200", "1", "209", "1", "211", "10"));

        assertThat(limit("BUY", "10", "150").get("buttons").get("aggressive").asText())
                .isEqualTo("209.02");
        source.depth = book(List.of("100", "1"), List.of("200", "1", "209.99", "9"));
        assertThat(limit("BUY", "10", "150").get("buttons").get("aggressive").asText())
                .isEqualTo("210");
    }

    @Test
    void aSweepIsEstimated() {
        JsonNode preview = limit("BUY", "10", "50003");

        assertThat(preview.get("estAvg").asText()).isEqualTo("50002.3");
        assertThat(preview.get("worst").asText()).isEqualTo("50003");
        assertThat(preview.get("slippageBp").asText()).isEqualTo("0.26");
        assertThat(preview.get("sweeps").asInt()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            qty     | 0.123456789 | 0.123456789 (expected: a multiple of 0.00001, above 0, at most 8 decimals)
            qty     | 0.000001    | 0.000001 (expected: a multiple of 0.00001, above 0, at most 8 decimals)
            qty     | 0.0001      | 0.0001 (expected: >= 0.001)
            qty     | -1          | -1 (expected: a multiple of 0.00001, above 0, at most 8 decimals)
            qty     | 1e3         | 1e3 (expected: a multiple of 0.00001, above 0, at most 8 decimals)
            qty     | ''          | missing (expected: a multiple of 0.00001)
            px      | 50000.001   | 50000.001 (expected: a multiple of 0.01, above 0, at most 8 decimals)
            px      | 0           | 0 (expected: a multiple of 0.01, above 0, at most 8 decimals)
            px      | 99999999999 | 99999999999 (expected: a multiple of 0.01, above 0, at most 8 decimals)
            symbol  | DOGE-USD    | DOGE-USD (expected: one of BTC-USD)
            side    | buy         | buy (expected: one of BUY SELL)
            ordType | STOP        | STOP (expected: one of MARKET LIMIT)
            tif     | GTD         | GTD (expected: one of DAY GTC IOC FOK)
            account | ''          | missing (expected: an account)
            """)
    void namesFieldValueAndExpectation(String field, String value, String expected) {
        ObjectNode args = args("BUY", "LIMIT", "DAY", "1", "50000").put(field, value);

        JsonNode preview = previews.preview(TRADER, args, NOW).json();

        assertThat(preview.get("fields").get(field).asText()).isEqualTo(expected);
        assertThat(preview.get("ok").asBoolean()).isFalse();
    }

    @Test
    void aHalfFilledTicketStillGetsWhatCanBeComputed() {
        JsonNode preview = limit("BUY", "-", "-");

        assertThat(preview.get("rows").get(0))
                .hasToString("{\"name\":\"available\",\"unit\":\"USD\",\"now\":\"1000000\"}");
        assertThat(preview.get("buttons").size()).isEqualTo(3);
        assertThat(preview.has("required")).isFalse();
    }

    @Test
    void aMarketOrderHoldsItsProtectionPrice() {
        JsonNode preview = previews.preview(TRADER, args("BUY", "MARKET", "IOC", "1", "-"), NOW)
                .json();

        assertThat(preview.get("required").get("amount").asText()).isEqualTo("52501.05");
    }
}
