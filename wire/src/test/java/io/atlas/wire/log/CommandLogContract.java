package io.atlas.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.wire.log.LogUnderTest.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every form of the log promises. */
public abstract class CommandLogContract {
    private LogUnderTest under;
    private CommandLog log;

    protected abstract LogUnderTest open() throws Exception;

    @BeforeEach
    void openLog() throws Exception {
        under = open();
        log = under.client();
    }

    @AfterEach
    void closeLog() {
        under.close();
    }

    @Test
    void aRecordIsReadAsItWasWritten() {
        log.append(under.topic(), 0, "DESK", bytes("{\"v\":1}"), new byte[] {1, 2}, CommandLog.Outcome.IGNORED);
        log.append(under.topic(), 0, null, bytes("{}"), null, CommandLog.Outcome.IGNORED);

        List<LogRecord> read = read(log.reader(under.topic(), 0, 0), 2);

        assertThat(read.get(0)).satisfies(record -> {
            assertThat(record.offset()).isZero();
            assertThat(record.key()).isEqualTo(bytes("DESK"));
            assertThat(record.value()).isEqualTo(bytes("{\"v\":1}"));
            assertThat(record.stamps()).containsExactly(1, 2);
        });
        assertThat(read.get(1)).satisfies(record -> {
            assertThat(record.offset()).isEqualTo(1);
            assertThat(record.key()).isNull();
            assertThat(record.stamps()).isNull();
        });
    }

    @Test
    void appendsLandInTheOrderOfTheCallsAndAreToldTheirOffsets() {
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            log.append(under.topic(), 0, null, bytes("n" + i), null, into(offsets, new ArrayList<>()));
        }
        assertThat(offsets).as("told before poll").isEmpty();

        under.until("300 outcomes", log::poll, () -> offsets.size() == 300);

        assertThat(offsets)
                .isEqualTo(IntStream.range(0, 300).mapToObj(i -> (long) i).toList());
        assertThat(texts(read(log.reader(under.topic(), 0, 0), 300)))
                .isEqualTo(IntStream.range(0, 300).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void aReaderBeginsAtTheOffsetItAsksFor() {
        append("a", "b", "c", "d");

        assertThat(texts(read(log.reader(under.topic(), 0, 2), 2))).containsExactly("c", "d");
    }

    @Test
    void readersOfOnePartitionGoAtTheirOwnPace() {
        append("a", "b", "c", "d");
        LogReader slow = log.reader(under.topic(), 0, 0);
        List<LogRecord> first = new ArrayList<>();
        under.until("one record", () -> slow.poll(first::add, 1), () -> first.size() == 1);

        LogReader later = log.reader(under.topic(), 0, 1);
        assertThat(texts(read(later, 3))).containsExactly("b", "c", "d");

        append("e");
        assertThat(texts(read(slow, 4))).containsExactly("b", "c", "d", "e");
        assertThat(texts(read(later, 1))).containsExactly("e");
    }

    @Test
    void aReaderNeverHandsOverMoreThanItsLimit() {
        append("a", "b", "c");
        LogReader reader = log.reader(under.topic(), 0, 0);
        List<LogRecord> read = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();

        under.until("three records", () -> counts.add(reader.poll(read::add, 2)), () -> read.size() == 3);

        assertThat(counts).allMatch(count -> count <= 2);
    }

    @Test
    void aClosedReaderHandsOverNothing() {
        append("a", "b");
        LogReader reader = log.reader(under.topic(), 0, 0);
        List<LogRecord> read = new ArrayList<>();
        under.until("one record", () -> reader.poll(read::add, 1), () -> read.size() == 1);

        reader.close();

        assertThat(reader.poll(read::add, 10)).isZero();
        assertThat(texts(read)).containsExactly("a");
    }

    @Test
    void partitionsAreLogsOfTheirOwn() {
        List<Long> offsets = new ArrayList<>();
        log.append(under.topic(), 0, null, bytes("zero"), null, into(offsets, new ArrayList<>()));
        log.append(under.topic(), 1, null, bytes("one"), null, into(offsets, new ArrayList<>()));
        under.until("two outcomes", log::poll, () -> offsets.size() == 2);

        assertThat(offsets).containsExactly(0L, 0L);
        assertThat(texts(read(log.reader(under.topic(), 1, 0), 1))).containsExactly("one");
    }

    @Test
    void theEndIsWhereTheNextRecordGoes() {
        assertThat(log.endOffset(under.topic(), 0)).isZero();

        append("a", "b", "c");

        assertThat(log.endOffset(under.topic(), 0)).isEqualTo(3);
        assertThat(under.client().endOffset(under.topic(), 0)).isEqualTo(3);
        assertThat(log.endOffset(under.topic(), 1)).isZero();
    }

    @Test
    void partitionsAreCountedAndAnUnknownTopicHasNone() {
        assertThat(log.partitions(under.topic())).isEqualTo(2);
        assertThat(log.partitions("no.such.topic")).isZero();
    }

    @Test
    void whatOneClientAppendsAnotherReads() {
        CommandLog other = under.client();
        LogReader reader = other.reader(under.topic(), 0, 0);

        append("a");
        assertThat(texts(read(reader, 1))).containsExactly("a");
        append("b");
        assertThat(texts(read(reader, 1))).containsExactly("b");
    }

    @Test
    void aRecordOfFourMegabytesPasses() {
        byte[] large = new byte[4 * 1024 * 1024];
        Arrays.fill(large, (byte) 'x');
        List<Long> offsets = new ArrayList<>();
        log.append(under.topic(), 0, null, large, null, into(offsets, new ArrayList<>()));

        under.until("its outcome", log::poll, () -> !offsets.isEmpty());

        assertThat(read(log.reader(under.topic(), 0, 0), 1).get(0).value()).isEqualTo(large);
    }

    @Test
    void anAppendWhoseAnswerIsLostFailsAndIsThere() {
        assertThat(failure(Cut.ANSWERS_LOST)).hasSize(1);
        under.heal();
        append("next");
        assertThat(texts(read(log.reader(under.topic(), 0, 0), 2))).containsExactly("doubtful", "next");
    }

    @Test
    void anAppendThatIsLostFailsAndIsNotThere() {
        assertThat(failure(Cut.REQUESTS_LOST)).hasSize(1);
        under.heal();
        append("next");
        assertThat(texts(read(log.reader(under.topic(), 0, 0), 1))).containsExactly("next");
    }

    @Test
    void anAppendThatFailedCanStillLandLater() {
        assertThat(failure(Cut.REQUESTS_HELD)).hasSize(1);
        append("next");
        under.releaseHeld();
        assertThat(texts(read(log.reader(under.topic(), 0, 0), 2))).containsExactly("next", "doubtful");
    }

    /** Appends on the cut line and waits until the client is told that it failed. */
    private List<String> failure(Cut how) {
        CommandLog faulty = under.faulty();
        List<Long> offsets = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        // The line has worked before: a client that never met its log would not get as far as sending.
        faulty.append(under.topic(), 1, null, bytes("before"), null, into(offsets, failures));
        under.until("a working line", faulty::poll, () -> offsets.size() == 1);

        under.cut(how);
        faulty.append(under.topic(), 0, null, bytes("doubtful"), null, into(offsets, failures));
        under.until("an outcome", faulty::poll, () -> offsets.size() + failures.size() == 2);
        return failures;
    }

    private void append(String... values) {
        List<Long> offsets = new ArrayList<>();
        for (String value : values) {
            log.append(under.topic(), 0, null, bytes(value), null, into(offsets, new ArrayList<>()));
        }
        under.until(values.length + " outcomes", log::poll, () -> offsets.size() == values.length);
    }

    private List<LogRecord> read(LogReader reader, int count) {
        List<LogRecord> read = new ArrayList<>();
        under.until(count + " records", () -> reader.poll(read::add, 100), () -> read.size() >= count);
        assertThat(read).hasSize(count);
        return read;
    }

    private static CommandLog.Outcome into(List<Long> offsets, List<String> failures) {
        return new CommandLog.Outcome() {
            @Override
            public void appended(long offset) {
                offsets.add(offset);
            }

            @Override
            public void failed(String why) {
                failures.add(why);
            }
        };
    }

    private static List<String> texts(List<LogRecord> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
