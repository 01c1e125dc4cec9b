package io.atlas.wire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import io.atlas.domain.World.Market;
import io.atlas.domain.World.OpeningDeposit;
import io.atlas.domain.World.SymbolModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldJsonTest {
    private static final long ONE = FixedPoint.ONE;
    private static final String TEXT = "{'name':'small','instruments':[{'symbol':'BTC-USD','base':'BTC','quote':'USD',"
            + "'tickPx':'0.01','lotQty':'0.00001','minQty':'0.00001','maxQty':'100','minNotionalAmount':'1',"
            + "'maxNotionalAmount':'5000000','collarBps':500,'referencePx':'50000'}],"
            + "'groups':[{'name':'DESK','maxOpenOrders':500,'accounts':[{'name':'DESK-1',"
            + "'deposits':[{'id':'D1','asset':'USD','amount':'1000000'}],'borrow':{'BTC':'25','USD':'0.5'}}]}],"
            + "'market':{'seed':'9007199254740993','tickMs':100,'symbols':[{'symbol':'BTC-USD','stepTicks':200,"
            + "'halfSpreadTicks':100,'levels':40,'levelGapTicks':300,'levelQty':'1.5','takersPerMille':120}]}}";

    @Test
    void theTextIsCanonicalWhateverTheOrderOfMaps() {
        assertThat(WorldJson.write(small("BTC", "USD"))).isEqualTo(TEXT.replace('\'', '"'));
        assertThat(WorldJson.write(small("USD", "BTC"))).isEqualTo(TEXT.replace('\'', '"'));
    }

    @Test
    void aWorldIsReadAsItWasWritten() {
        assertThat(WorldJson.read(TEXT.replace('\'', '"'))).isEqualTo(small("BTC", "USD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "load"})
    void theProfilesSurviveTheRoundTrip(String profile) {
        World world = Config.load(Path.of("..", "fix-config"), profile).world();
        assertThat(WorldJson.read(WorldJson.write(world))).isEqualTo(world);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'tickPx':'0.01'     | 'tickPx':0.01     | world.instruments[0].tickPx: 0.01 (expected: text)
            'collarBps':500     | 'collarBps':'500' | world.instruments[0].collarBps: "500" (expected: a whole number)
            'amount':'1000000'  | 'amount':'1e6'    | world.groups[0].accounts[0].deposits[0].amount: '1e6' (expected: a decimal)
            'BTC':'25'          | 'BTC':'x'         | world.groups[0].accounts[0].borrow.BTC: 'x' (expected: a decimal)
            '9007199254740993'  | 'x'               | world.market.seed: 'x' (expected: a whole number)
            'market'            | 'markt'           | world.market:  (expected: an object)
            {'name'             | ['name'           | (expected: a JSON object)
            """)
    void whatIsNoWorldIsRefusedWithItsPlace(String good, String bad, String message) {
        String text = TEXT.replace(good, bad).replace('\'', '"');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorldJson.read(text))
                .withMessageContaining(message);
    }

    private static World small(String firstAsset, String secondAsset) {
        Map<String, Long> amounts = Map.of("BTC", 25 * ONE, "USD", ONE / 2);
        Map<String, Long> borrow = new LinkedHashMap<>();
        borrow.put(firstAsset, amounts.get(firstAsset));
        borrow.put(secondAsset, amounts.get(secondAsset));
        return new World(
                "small",
                List.of(new Instrument(
                        "BTC-USD",
                        "BTC",
                        "USD",
                        ONE / 100,
                        ONE / 100_000,
                        ONE / 100_000,
                        100 * ONE,
                        ONE,
                        5_000_000 * ONE,
                        500,
                        50_000 * ONE)),
                List.of(new AccountGroup(
                        "DESK",
                        List.of(new Account(
                                "DESK-1", List.of(new OpeningDeposit("D1", "USD", 1_000_000 * ONE)), borrow)),
                        500)),
                new Market(
                        9_007_199_254_740_993L,
                        100,
                        List.of(new SymbolModel("BTC-USD", 200, 100, 40, 300, ONE + ONE / 2, 120))));
    }
}
