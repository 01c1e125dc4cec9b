package io.atlas.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.EpochStart;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of the log do not change by accident, and the pages of {@code wire/doc} show what is really written. */
class GoldenRecordsTest {
    private static final Path DOC = Path.of("doc");

    static Stream<Arguments> topics() {
        return Stream.of(
                Arguments.of(Topics.COMMANDS, "orders-commands.md", new CommandCodec(), Samples.commands()),
                Arguments.of(Topics.EVENTS, "orders-events.md", new OrderEventCodec(), Samples.orderEvents()),
                Arguments.of(Topics.REPORTS, "exec-reports.md", new VenueRecordCodec(), Samples.venueRecords()),
                Arguments.of(Topics.LEDGER, "ledger-entries.md", new LedgerCodec(), Samples.ledgerRecords()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    <T> void recordsAreWrittenAsTheyAlwaysWere(String topic, String page, RecordCodec<T> codec, List<Entry<T>> samples)
            throws IOException {
        assertThat(samples).map(sample -> encode(codec, sample)).containsExactlyElementsOf(golden(topic));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    <T> void recordsOfOldAreStillRead(String topic, String page, RecordCodec<T> codec, List<Entry<T>> samples)
            throws IOException {
        List<String> golden = golden(topic);
        for (int i = 0; i < samples.size(); i++) {
            assertThat(decode(codec, samples.get(i).offset(), golden.get(i))).isEqualTo(samples.get(i));
        }
    }

    /** A start reads nothing but such records: the parser is for accidents. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    <T> void recordsOfOldNeedNoParser(String topic, String page, JsonCodec<T> codec, List<Entry<T>> samples)
            throws IOException {
        List<String> golden = golden(topic);
        for (int i = 0; i < samples.size(); i++) {
            if (!(samples.get(i).body() instanceof EpochStart)) {
                LogRecord record = new LogRecord(
                        samples.get(i).offset(), null, golden.get(i).getBytes(UTF_8), null);
                assertThat(codec.writtenOrNull(record)).isEqualTo(samples.get(i));
            }
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("topics")
    <T> void thePageShowsRealRecords(String topic, String page, RecordCodec<T> codec, List<Entry<T>> samples)
            throws IOException {
        List<String> shown = shownIn(page);
        assertThat(shown).isNotEmpty().isSubsetOf(golden(topic)).allSatisfy(text -> assertThat(
                        encode(codec, decode(codec, 0, text)))
                .isEqualTo(text));
        assertThat(types(shown)).isEqualTo(types(golden(topic)));
    }

    @Test
    void theEnvelopePageShowsARealEpochStart() throws IOException {
        assertThat(shownIn("envelope.md")).isNotEmpty().isSubsetOf(golden(Topics.COMMANDS));
    }

    /** EPOCH_START apart: it is the same in all topics and shown once, in the envelope's page. */
    private static List<String> types(List<String> records) {
        return records.stream()
                .map(text -> text.replaceAll("^\\{\"v\":1,\"type\":\"([A-Z_]+)\".*", "$1"))
                .filter(type -> !type.equals("EPOCH_START"))
                .distinct()
                .sorted()
                .toList();
    }

    private static <T> String encode(RecordCodec<T> codec, Entry<T> entry) {
        return new String(codec.encode(entry.epoch(), entry.seq(), entry.cause(), entry.time(), entry.body()), UTF_8);
    }

    private static <T> Entry<T> decode(RecordCodec<T> codec, long offset, String text) {
        return codec.decode(new LogRecord(offset, null, text.getBytes(UTF_8), null));
    }

    private static List<String> golden(String topic) throws IOException {
        try (InputStream in = GoldenRecordsTest.class.getResourceAsStream("/golden/" + topic + ".jsonl")) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }

    /** The lines of the page's {@code json} blocks. */
    private static List<String> shownIn(String page) throws IOException {
        List<String> shown = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(DOC.resolve(page))) {
            if (line.startsWith("```")) {
                inside = line.equals("```json");
            } else if (inside) {
                shown.add(line);
            }
        }
        return shown;
    }
}
