package io.atlas.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.launcher.Refusal;
import io.atlas.launcher.broker.EmbeddedBroker;
import io.atlas.launcher.replay.Recorded.Said;
import io.atlas.launcher.services.LogPlace;
import io.atlas.testkit.FreePorts;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker's files read without it: whole, while it runs, damaged, and torn. */
class StoppedWorldTest {
    private static Recorded recorded;

    @TempDir
    private static Path data;

    private Path changedFile;
    private byte[] before;

    @BeforeAll
    static void makeAWorldAndStopIt() throws IOException {
        recorded = Recorded.withFaults(3, 300);
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), FreePorts.inARow(2))) {
            LogPlace.prepare(broker.bootstrap(), 4);
            try (KafkaConnection connection = new KafkaConnection(broker.bootstrap(), "test")) {
                try (CommandLog log = connection.log(() -> {})) {
                    recorded.appendTo(log);
                }
            }
            assertThatThrownBy(() -> LogOption.stopped(data))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("a broker is running on ");
        }
    }

    @AfterEach
    void mend() throws IOException {
        if (changedFile != null) {
            Files.write(changedFile, before);
        }
    }

    @Test
    void itsFilesHoldWhatWasAppended() {
        try (LogOption.Source source = LogOption.stopped(data)) {
            List<LogRecord> expected = recorded.records(Topics.EVENTS, 1);
            List<LogRecord> read = Recorded.all(source.log(), Topics.EVENTS, 1);

            assertThat(source.partitions()).isEqualTo(4);
            assertThat(read).hasSameSizeAs(expected);
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i).offset()).isEqualTo(i);
                assertThat(read.get(i).value()).isEqualTo(expected.get(i).value());
                assertThat(read.get(i).stamps()).isEqualTo(expected.get(i).stamps());
            }
        }
    }

    @Test
    void aReaderBeginsWhereItIsTold() {
        try (LogOption.Source source = LogOption.stopped(data)) {
            long end = source.log().endOffset(Topics.COMMANDS, 0);
            long[] first = {-1};
            source.log().reader(Topics.COMMANDS, 0, end - 3).poll(record -> first[0] = record.offset(), 1);

            assertThat(end).isEqualTo(recorded.records(Topics.COMMANDS, 0).size());
            assertThat(first[0]).isEqualTo(end - 3);
        }
    }

    @Test
    void itReplaysToTheSameBytesAndKeepsEveryInvariant() {
        assertThat(Recorded.replay(data).text()).contains("THE SAME:");
        assertThat(Recorded.invariants(data).text()).contains("ALL HOLD:");
    }

    @Test
    void nothingInTheFolderChanges() throws IOException {
        List<String> before = listing();

        Recorded.replay(data);

        assertThat(listing()).isEqualTo(before);
    }

    private static List<String> listing() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFlippedByteIsFoundByItsChecksum() throws IOException {
        change(Topics.EVENTS, 0, bytes -> {
            bytes[bytes.length / 2] ^= 0x04;
            return bytes;
        });

        Said said = Recorded.replay(data);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("first difference at orders.events/0/")
                .contains("does not match its checksum");
    }

    @Test
    void whatACrashLeftHalfWrittenIsNotThere() throws IOException {
        Path clean = data.resolve("kafka/log/.kafka_cleanshutdown");
        byte[] marker = Files.readAllBytes(clean);
        Files.delete(clean);
        try {
            change(Topics.LEDGER, 2, bytes -> Arrays.copyOf(bytes, bytes.length - 7));

            Said said = Recorded.replay(data);

            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text()).contains("outputs are not in the log yet");
        } finally {
            Files.write(clean, marker);
        }
    }

    private void change(String topic, int partition, UnaryOperator<byte[]> change) throws IOException {
        changedFile = data.resolve("kafka/log/" + topic + "-" + partition + "/00000000000000000000.log");
        before = Files.readAllBytes(changedFile);
        Files.write(changedFile, change.apply(before.clone()));
    }

    @Test
    void aFolderThatIsNoWorldIsRefused(@TempDir Path other) {
        assertThatThrownBy(() -> LogOption.stopped(other))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is no world's data folder");
    }
}
