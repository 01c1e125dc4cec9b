package io.atlas.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash, a second process or a bad disk does to the log in files. */
final class FileCommandLogTest {
    private static final String TOPIC = "orders";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} bytes of the last record are missing")
    @ValueSource(ints = {1, 4, 15, 18})
    void aTornEndIsInvisibleAndIsCutOffWhenTheLogIsOpenedForWriting(int missing) throws IOException {
        write("first", "second", "third");
        long whole = Files.size(file());
        long lastRecord = (whole - "second".length() + "first".length()) / 3;
        truncateTo(whole - missing);

        assertThat(read(FileCommandLog.readOnly(folder))).containsExactly("first", "second");
        assertThat(Files.size(file())).as("reading changes nothing").isEqualTo(whole - missing);

        write("fourth");
        assertThat(read(FileCommandLog.readOnly(folder))).containsExactly("first", "second", "fourth");
        assertThat(lastRecord).as("the cut is inside the last record").isGreaterThan(missing);
    }

    @Test
    void aTailOfZerosIsTornToo() throws IOException {
        write("first");
        Files.write(file(), new byte[100], StandardOpenOption.APPEND);

        write("second");

        assertThat(read(FileCommandLog.readOnly(folder))).containsExactly("first", "second");
    }

    @Test
    void damageBeforeTheEndStopsTheReaderAndTheWriter() throws IOException {
        write("first", "second", "third");
        byte[] bytes = Files.readAllBytes(file());
        int inSecond = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("second");
        bytes[inSecond] ^= 1;
        Files.write(file(), bytes);

        assertThatThrownBy(() -> read(FileCommandLog.readOnly(folder)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is damaged at byte 21 (record 1)");
        assertThatThrownBy(() -> FileCommandLog.open(folder)).hasMessageContaining("is damaged");
        assertThat(Files.readAllBytes(file())).as("nothing was cut").isEqualTo(bytes);
    }

    @Test
    void aLogGoesOnWhereItEnded() throws IOException {
        write("first");
        write("second");

        try (FileCommandLog log = FileCommandLog.open(folder)) {
            assertThat(log.endOffset(TOPIC, 0)).isEqualTo(2);
            assertThat(read(log)).containsExactly("first", "second");
        }
    }

    @Test
    void aLogThatIsOpenForReadingRefusesAppends() throws IOException {
        write("first");
        try (FileCommandLog log = FileCommandLog.readOnly(folder)) {
            assertThatThrownBy(() -> append(log, "second"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("open for reading only");
        }
        assertThatThrownBy(() -> FileCommandLog.readOnly(folder.resolve("nowhere")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void readersEndWithTheirLog() throws IOException {
        write("first");
        FileCommandLog log = FileCommandLog.open(folder);
        LogReader reader = log.reader(TOPIC, 0, 0);

        log.close();

        assertThat(reader.poll(record -> {}, 10)).isZero();
    }

    private void write(String... values) throws IOException {
        try (FileCommandLog log = FileCommandLog.open(folder).createTopic(TOPIC, 1)) {
            Arrays.asList(values).forEach(value -> append(log, value));
        }
    }

    private static void append(CommandLog log, String value) {
        log.append(TOPIC, 0, null, value.getBytes(UTF_8), null, CommandLog.Outcome.IGNORED);
    }

    private static List<String> read(CommandLog log) {
        List<String> read = new ArrayList<>();
        try (log) {
            log.reader(TOPIC, 0, 0).poll(record -> read.add(new String(record.value(), UTF_8)), 100);
        }
        return read;
    }

    private Path file() {
        return folder.resolve(TOPIC).resolve("0.log");
    }

    private void truncateTo(long size) throws IOException {
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, (int) size));
    }
}
