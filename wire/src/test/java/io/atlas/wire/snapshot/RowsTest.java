package io.atlas.wire.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static RowReader written(RowWriter out) {
        return new RowReader(out.take(), null);
    }

    @Test
    void everyKindOfFieldComesBack() {
        RowWriter out = new RowWriter();
        out.start("all")
                .text("text", "a \"quoted\" ü\n")
                .textIfAny("missing", null)
                .textIfAny("there", "x")
                .word("side", Side.SELL)
                .wordIfAny("noSide", null)
                .number("number", Long.MIN_VALUE)
                .decimal("qty", 123_450_000_000L)
                .id("orderId", OrderIds.of(3, 88_214))
                .id("nobody", OrderIds.NONE)
                .flag("flag", true)
                .flag("off", false)
                .bytes("bytes", new byte[] {-1, 0, 1})
                .end();
        RowReader in = written(out);
        assertThat(in.nextRow()).isTrue();
        assertThat(in.kind()).isEqualTo("all");
        assertThat(in.text("text")).isEqualTo("a \"quoted\" ü\n");
        assertThat(in.textOrNull("missing")).isNull();
        assertThat(in.textOrNull("there")).isEqualTo("x");
        assertThat(in.word("side", Side.class)).isEqualTo(Side.SELL);
        assertThat(in.wordOrNull("noSide", Side.class)).isNull();
        assertThat(in.number("number")).isEqualTo(Long.MIN_VALUE);
        assertThat(in.decimal("qty")).isEqualTo(123_450_000_000L);
        assertThat(in.id("orderId")).isEqualTo(OrderIds.of(3, 88_214));
        assertThat(in.id("nobody")).isEqualTo(OrderIds.NONE);
        assertThat(in.flag("flag")).isTrue();
        assertThat(in.flag("off")).isFalse();
        assertThat(in.bytes("bytes")).containsExactly(-1, 0, 1);
        assertThat(in.nextRow()).isFalse();
    }

    @Test
    void aRowIsALineOfJson() {
        RowWriter out = new RowWriter();
        out.start("a").number("n", 1).end();
        out.start("b").text("t", "x").end();
        assertThat(new String(out.take(), StandardCharsets.UTF_8))
                .isEqualTo("{\"row\":\"a\",\"n\":1}\n{\"row\":\"b\",\"t\":\"x\"}");
    }

    @Test
    void whatNobodyAsksForIsPassedOver() {
        RowWriter out = new RowWriter();
        out.start("a").number("n", 1).text("t", "x").end();
        out.start("b").end();
        out.start("c").number("n", 3).end();
        RowReader in = written(out);
        in.nextRow();
        in.nextRow();
        in.nextRow();
        assertThat(in.kind()).isEqualTo("c");
        assertThat(in.number("n")).isEqualTo(3);
    }

    @Test
    void rowsOfAnotherMakingAreRefused() {
        RowWriter out = new RowWriter();
        out.start("a").number("n", 1).end();
        RowReader in = written(out);
        in.nextRow();
        assertThatThrownBy(() -> in.number("m")).hasMessage("a: n (expected: m)");
        assertThatThrownBy(() -> in.text("n"))
                .isInstanceOf(RowReader.Malformed.class)
                .hasMessageContaining("VALUE_NUMBER_INT");
    }
}
