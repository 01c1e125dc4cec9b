package io.atlas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer is compared with BigDecimal's or BigInteger's, which know no range. */
class FixedPointTest {
    private static final BigInteger UNIT = BigInteger.valueOf(FixedPoint.ONE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Property
    void whatIsFormattedParsesToTheSameValue(@ForAll("values") long value) {
        assertThat(FixedPoint.parse(FixedPoint.format(value))).isEqualTo(value);
    }

    @Property
    void formatIsThePlainDecimalWithoutTrailingZeros(@ForAll long value) {
        BigDecimal decimal = BigDecimal.valueOf(value, FixedPoint.SCALE);
        String expected = value == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();

        assertThat(FixedPoint.format(value)).isEqualTo(expected);
        assertThat(FixedPoint.decimals(value)).isEqualTo(Math.max(0, new BigDecimal(expected).scale()));
    }

    @Property
    void formatWithDecimalsLosesNoDigit(@ForAll("values") long value, @ForAll @IntRange(max = 8) int decimals) {
        BigDecimal decimal = BigDecimal.valueOf(value, FixedPoint.SCALE);
        if (FixedPoint.decimals(value) <= decimals) {
            assertThat(FixedPoint.format(value, decimals))
                    .isEqualTo(decimal.setScale(decimals).toPlainString());
        } else {
            assertThatThrownBy(() -> FixedPoint.format(value, decimals)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property
    void parseAgreesWithBigDecimalOnEveryPlainDecimal(@ForAll("decimalTexts") String text) {
        BigDecimal decimal = new BigDecimal(text);
        boolean exact = decimal.stripTrailingZeros().scale() <= FixedPoint.SCALE;
        if (exact && fits(decimal.movePointRight(FixedPoint.SCALE).toBigInteger())) {
            assertThat(FixedPoint.parse(text))
                    .isEqualTo(decimal.movePointRight(FixedPoint.SCALE).longValueExact());
        } else {
            assertThatThrownBy(() -> FixedPoint.parse(text)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property(tries = 5_000)
    void productsAgreeWithBigIntegerOrAreRefused(@ForAll("factors") Tuple.Tuple2<Long, Long> factors) {
        long a = factors.get1();
        long b = factors.get2();
        BigInteger[] expected =
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divideAndRemainder(UNIT);
        if (expected[1].signum() == 0 && fits(expected[0])) {
            assertThat(FixedPoint.multiplyExact(a, b)).isEqualTo(expected[0].longValueExact());
        } else {
            assertThatThrownBy(() -> FixedPoint.multiplyExact(a, b)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property
    void factorsCommuteAndOneIsNeutral(@ForAll("values") long value) {
        assertThat(FixedPoint.multiplyExact(value, FixedPoint.ONE)).isEqualTo(value);
        assertThat(FixedPoint.multiplyExact(FixedPoint.ONE, value)).isEqualTo(value);
        assertThat(FixedPoint.multiplyExact(value, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // text,                    scaled
        "0,                         0",
        "-0,                        0",
        "1,                         100000000",
        "0.00000001,                1",
        "-0.00000001,               -1",
        "50000.01,                  5000001000000",
        "007,                       700000000",
        "23.,                       2300000000",
        ".5,                        50000000",
        "1.50000000000000,          150000000",
        "92233720368.54775807,      9223372036854775807",
        "-92233720368.54775807,     -9223372036854775807",
    })
    void plainDecimalsAreRead(String text, long scaled) {
        assertThat(FixedPoint.parse(text)).isEqualTo(scaled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "+1",
                "--1",
                "1-",
                "1e5",
                "1E-3",
                "0x10",
                "1,5",
                "1_000",
                " 1",
                "1 ",
                "1.2.3",
                "..1",
                "NaN",
                "Infinity",
                "١",
                "1\u00005",
                "½",
                "0.000000001x"
            })
    void otherTextIsRefusedAsNoDecimal(String text) {
        assertThatThrownBy(() -> FixedPoint.parse(text))
                .isInstanceOfAny(NumberFormatException.class, ArithmeticException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.000000001",
                "1.123456789",
                "0.00000000000000000001",
                "92233720368.54775808",
                "-92233720368.54775808",
                "92233720369",
                "1000000000000000000000000000000",
                "99999999999999999999.5"
            })
    void whatDoesNotFitIsRefusedAsArithmetic(String text) {
        assertThatThrownBy(() -> FixedPoint.parse(text)).isInstanceOf(ArithmeticException.class);
    }

    @Example
    void theSmallestLongStillHasItsText() {
        assertThat(FixedPoint.format(Long.MIN_VALUE)).isEqualTo("-92233720368.54775808");
    }

    @Example
    void aProductOf128BitsIsExact() {
        long px = FixedPoint.parse("50000.01");
        long qty = FixedPoint.parse("1234567.89");

        assertThat(FixedPoint.format(FixedPoint.multiplyExact(px, qty))).isEqualTo("61728406845.6789");
    }

    private static boolean fits(BigInteger value) {
        return value.abs().compareTo(MAX) <= 0;
    }

    @Provide
    Arbitrary<Long> values() {
        return Arbitraries.longs().greaterOrEqual(-Long.MAX_VALUE);
    }

    @Provide
    Arbitrary<String> decimalTexts() {
        Arbitrary<String> whole = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(14);
        Arbitrary<String> fraction = Arbitraries.strings().numeric().ofMaxLength(11);
        Arbitrary<String> sign = Arbitraries.of("", "-");
        return Combinators.combine(sign, whole, fraction).as((s, w, f) -> f.isEmpty() ? s + w : s + w + '.' + f);
    }

    /** Wild pairs mostly have no exact product; tame ones share out the eight zeros, so that most have one. */
    @Provide
    Arbitrary<Tuple.Tuple2<Long, Long>> factors() {
        Arbitrary<Tuple.Tuple2<Long, Long>> wild =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Tuple::of);
        Arbitrary<Long> digits = Arbitraries.longs().between(-(1L << 36), 1L << 36);
        Arbitrary<Integer> zeros = Arbitraries.integers().between(0, 8);
        Arbitrary<Tuple.Tuple2<Long, Long>> tame =
                Combinators.combine(digits, digits, zeros).as((a, b, z) -> Tuple.of(a * power(z), b * power(8 - z)));
        return Arbitraries.oneOf(wild, tame);
    }

    private static long power(int zeros) {
        return BigInteger.TEN.pow(zeros).longValueExact();
    }
}
