package io.atlas.launcher.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.fix.TypedLine.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedLineTest {
    @ParameterizedTest
    @CsvSource({
        // typed                               side  qty   symbol   px     tif
        "buy 0.1 BTC-USD 50000,                BUY,  0.1,  BTC-USD, 50000, ",
        "BUY 0.1 btc-usd @ 50000,              BUY,  0.1,  BTC-USD, 50000, ",
        "sell 2 AAPL-USD market,               SELL, 2,    AAPL-USD, ,     ",
        "  sell   2  AAPL-USD  Market  fok ,   SELL, 2,    AAPL-USD, ,     FOK",
        "b 1e9 X -5 gtc,                       BUY,  1e9,  X,       -5,    GTC",
    })
    void ordersAreReadAndTheirNumbersLeftAsTyped(
            String line, Side side, String qty, String symbol, String px, TimeInForce tif) {
        assertThat(TypedLine.parse(line)).isEqualTo(new TypedLine(Verb.ENTER, null, side, qty, symbol, px, tif, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buy",
                "buy 1 BTC-USD",
                "buy 1 BTC-USD 5 soon",
                "buy 1 BTC-USD 5 gtc now",
                "cancel",
                "cancel a b",
                "replace a 5",
                "wait",
                "wait long",
                "wait -1",
                "sel 1 BTC-USD 5"
            })
    void whatCannotBeUnderstoodIsRefusedWithASentence(String line) {
        assertThatThrownBy(() -> TypedLine.parse(line)).isInstanceOf(Refusal.class);
    }

    @Test
    void emptyLinesAndCommentsDoNothing() {
        assertThat(TypedLine.parse("   ").verb()).isEqualTo(Verb.NOTHING);
        assertThat(TypedLine.parse("# a script").verb()).isEqualTo(Verb.NOTHING);
    }

    @Test
    void aReplaceNamesTheOrderItsNewTotalAndPrice() {
        assertThat(TypedLine.parse("replace 2 0.5 49000"))
                .isEqualTo(new TypedLine(Verb.REPLACE, "2", null, "0.5", null, "49000", null, null));
    }

    @Test
    void rawKeepsItsFieldsAsTyped() {
        assertThat(TypedLine.parse("raw 35=D|58=two  words").raw()).isEqualTo("35=D|58=two  words");
    }
}
