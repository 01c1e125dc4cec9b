package io.atlas.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixDecoderTest {
    private final FixDecoder decoder = new FixDecoder(ConsoleRig.DICTIONARY);

    private static String message(String body) {
        String text = body.replace('|', '\u0001');
        String counted = "8=FIX.4.4\u00019=" + text.length() + '\u0001' + text;
        int sum = counted.chars().sum() % 256;
        return counted + String.format("10=%03d\u0001", sum);
    }

    private static final String ORDER =
            "35=D|34=5|49=DESK|56=ATLAS|52=20260101-00:00:00|11=C-1|55=BTC-USD|54=1|38=10|40=2|44=50000|59=0|60=20260101-00:00:00|";

    private FixDecoder.Field field(String text, int tag) {
        return decoder.decode(text).fields().stream()
                .filter(field -> field.tag() == tag)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRightMessageHasNamesMeaningsAndNoFault() {
        FixDecoder.Decoded decoded = decoder.decode(message(ORDER));
        assertThat(decoded.type() + decoded.typeName()).isEqualTo("DNewOrderSingle");
        assertThat(decoded.checks()).allSatisfy(check -> assertThat(check.ok()).isTrue());
        assertThat(decoded.fields()).extracting(FixDecoder.Field::faultOrNull).containsOnlyNulls();
        assertThat(field(message(ORDER), 54))
                .isEqualTo(new FixDecoder.Field(54, "Side", "1", "BUY", FixDecoder.Section.BODY, 0, null));
        assertThat(field(message(ORDER), 34).section()).isEqualTo(FixDecoder.Section.HEADER);
        assertThat(field(message(ORDER), 10).section()).isEqualTo(FixDecoder.Section.TRAILER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "^A", "\u0001"})
    void separatorsOfAllKindsAreTheSameMessage(String separator) {
        String raw = message(ORDER);
        assertThat(decoder.decode(raw.replace("\u0001", separator))).isEqualTo(decoder.decode(raw));
        assertThat(decoder.decode("12:00:01 in " + raw.replace("\u0001", separator)))
                .isEqualTo(decoder.decode(raw));
    }

    @Test
    void aChangedByteShowsInTheChecks() {
        FixDecoder.Decoded decoded = decoder.decode(message(ORDER).replace("44=50000", "44=500001"));
        assertThat(decoded.checks()).extracting(FixDecoder.Check::ok).containsExactly(false, false, true);
        assertThat(decoded.checks().get(0).text()).startsWith("117 (expected: 118");
    }

    @Test
    void aMaskedSecretIsNoFault() {
        String raw = message("35=A|34=1|49=DESK|56=ATLAS|52=20260101-00:00:00|98=0|108=30|553=DESK|554=secret|");
        FixDecoder.Decoded decoded = decoder.decode(raw.replace("554=secret", "554=***"));
        assertThat(decoded.checks()).allSatisfy(check -> assertThat(check.ok()).isTrue());
        assertThat(decoded.checks().get(1).text()).endsWith("not checked, a secret is masked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31337=x|=31337=unknown tag",
                "54=Z|=54=value out of range",
                "44=|=44=no value",
                "6=1|=6=not defined for this message",
                "11=again|=11=appears more than once",
                "hello|=0=not a field (expected: tag=value)"
            })
    void whatIsWrongIsSaidBesideTheField(String row) {
        String added = row.substring(0, row.indexOf("|=") + 1);
        String[] expected = row.substring(row.indexOf("|=") + 2).split("=", 2);
        String base = ORDER.replace("54=1|", "54=1|".substring(0, expected[0].equals("54") ? 0 : 5))
                .replace("44=50000|", "44=50000|".substring(0, expected[0].equals("44") ? 0 : 9));
        assertThat(decoder.decode(message(base + added)).fields())
                .filteredOn(field -> field.faultOrNull() != null)
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.tag()).isEqualTo(Integer.parseInt(expected[0]));
                    assertThat(field.faultOrNull()).isEqualTo(expected[1]);
                });
    }

    @Test
    void groupsAreIndentedAndTheirRepeatsAreNoFault() {
        String parties = "453=2|448=A|447=D|452=1|802=1|523=x|803=1|448=B|447=D|452=3|11=C-1|";
        String body = ORDER.replace("11=C-1|", parties);
        FixDecoder.Decoded decoded = decoder.decode(message(body));
        assertThat(decoded.fields()).extracting(FixDecoder.Field::faultOrNull).containsOnlyNulls();
        assertThat(decoded.fields())
                .filteredOn(field -> field.depth() > 0)
                .extracting(field -> field.depth() + ":" + field.tag())
                .containsExactly("1:448", "1:447", "1:452", "1:802", "2:523", "2:803", "1:448", "1:447", "1:452");
        assertThat(field(message(body), 11).depth()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "|", "||||", "8=FIX.4.4", "10=1|9=5|", "=|==|=x|", "9=1|10=5|8=FIX"})
    void nonsenseIsTakenApartAsFarAsItGoes(String text) {
        assertThat(decoder.decode(text).checks())
                .extracting(FixDecoder.Check::ok)
                .containsOnly(false);
    }
}
