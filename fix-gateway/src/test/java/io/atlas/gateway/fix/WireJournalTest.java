package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atlas.wire.config.PasswordHash;
import io.atlas.wire.config.SessionConfig;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the wire carried reaches the topic once and in order, whatever dies in between. */
class WireJournalTest {
    private static final PasswordHash HASH = PasswordHash.hash(new char[0]);

    @TempDir
    Path folder;

    private final InMemoryLog log = new InMemoryLog(1);
    private long nowNs;

    private WireJournal open() throws IOException {
        return new WireJournal("ALGO1", folder, Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC));
    }

    private static String message(int number) {
        return RawMessage.of("35=8\00134=" + number + "\00158=" + "x".repeat(number % 700) + "\001");
    }

    private static void append(WireJournal journal, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> journal.append(i % 2 == 0, i, message(i)));
    }

    private MessageCopies copies(WireJournal journal, CommandLog end) throws IOException {
        SessionConfig config =
                new SessionConfig("ALGO1", "ALGO1", List.of("A"), Set.of(SessionConfig.Role.TRADE), HASH, 30);
        DurableStore store = new DurableStore("ALGO1", folder.resolve("store"), Clock.systemUTC());
        return new MessageCopies(
                List.of(new ClientSession(config, store, journal, () -> nowNs)),
                new FixMessageRecords(end, session -> 0),
                () -> nowNs);
    }

    private void run(MessageCopies copies, CommandLog end, int steps) {
        for (int i = 0; i < steps; i++) {
            copies.doWork();
            end.poll();
        }
    }

    private List<Long> recordedPositions() throws IOException {
        List<Long> positions = new ArrayList<>();
        for (LogRecord record : log.records(Topics.FIX_MESSAGES, 0)) {
            JsonNode json = new ObjectMapper().readTree(record.value());
            positions.add(json.get("pos").asLong());
            assertThat(json.get("raw").asText())
                    .isEqualTo(message(json.get("pos").asInt()));
            assertThat(json.get("type").asText()).isEqualTo(json.get("pos").asInt() % 2 == 0 ? "FIX_IN" : "FIX_OUT");
        }
        return positions;
    }

    private static List<Long> oneTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Long::valueOf).toList();
    }

    @Test
    void everyMessageIsRecordedOnceInOrderAndSegmentsGo() throws IOException {
        try (WireJournal journal = open();
                CommandLog end = log.client()) {
            MessageCopies copies = copies(journal, end);
            for (int round = 0; round < 20; round++) {
                append(journal, round * 500 + 1, round * 500 + 500);
                run(copies, end, 5);
            }
            assertThat(recordedPositions()).isEqualTo(oneTo(10_000));
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.filter(file -> file.toString().endsWith(".log")))
                        .hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void whatTheTopicLacksAfterACrashIsAddedAndNothingTwice() throws IOException {
        for (int crash = 0; crash < 8; crash++) {
            int first = crash * 1_000 + 1;
            // The old life never learns what landed of its last copies.
            WireJournal journal = open();
            CommandLog end = log.client();
            MessageCopies copies = copies(journal, end);
            run(copies, end, 30);
            append(journal, first, first + 999);
            run(copies, end, crash % 3);
            copies.doWork();
        }
        try (WireJournal journal = open();
                CommandLog end = log.client()) {
            run(copies(journal, end), end, 50);
        }
        assertThat(recordedPositions()).isEqualTo(oneTo(8_000));
    }

    @Test
    void lostHeadIsMadeGoodByLookingTheTopicThrough() throws IOException {
        try (WireJournal journal = open();
                CommandLog end = log.client()) {
            MessageCopies copies = copies(journal, end);
            append(journal, 1, 300);
            run(copies, end, 5);
            append(journal, 301, 400);
        }
        Files.delete(folder.resolve("wire.head"));
        try (WireJournal journal = open();
                CommandLog end = log.client()) {
            run(copies(journal, end), end, 5);
        }
        assertThat(recordedPositions()).isEqualTo(oneTo(400));
    }

    @Test
    void brokenAppendIsTriedAgainAndNothingIsMissing() throws IOException {
        try (WireJournal journal = open();
                CommandLog end = log.client()) {
            MessageCopies copies = copies(journal, end);
            append(journal, 1, 100);
            log.faults(new LogFaults() {
                @Override
                public Fate onAppend(String client, String topic, int partition) {
                    return Fate.FAILS_AND_IS_LOST;
                }
            });
            run(copies, end, 5);
            log.faults(LogFaults.NONE);
            append(journal, 101, 200);
            nowNs += 2_000_000_000L;
            run(copies, end, 5);
        }
        assertThat(recordedPositions()).isEqualTo(oneTo(200));
    }

    @Test
    void messageCutInTheMiddleIsLeftOutAndNoPositionIsUsedTwice() throws IOException {
        try (WireJournal journal = open()) {
            append(journal, 1, 10);
        }
        Path segment = folder.resolve("wire0000000000000000001.log");
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        bytes[end - 3] ^= 1;
        Files.write(segment, bytes);
        try (WireJournal journal = open();
                CommandLog client = log.client()) {
            MessageCopies copies = copies(journal, client);
            run(copies, client, 5);
            assertThat(recordedPositions()).isEqualTo(oneTo(9));
            journal.append(true, 1, message(11));
            WireSegment.Line line = journal.nextOrNull();
            assertThat(line.pos()).isGreaterThan(10);
            assertThat(line.raw()).isEqualTo(message(11));
        }
    }
}
