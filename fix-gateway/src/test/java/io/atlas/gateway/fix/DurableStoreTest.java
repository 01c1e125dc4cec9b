package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.FixAcceptorFixture.command;
import static io.atlas.gateway.fix.FixAcceptorFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.gateway.client.ReportCause;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableStoreTest {
    @TempDir
    Path folder;

    /** A store whose client has logged on before. */
    private DurableStore open() throws IOException {
        DurableStore store =
                new DurableStore("ALGO1", folder, Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC));
        store.agreed();
        store.replayed();
        return store;
    }

    private static String report(int seq) {
        return RawMessage.of("35=8\00134=" + seq + "\00117=E-" + seq + "\001");
    }

    private static void put(DurableStore store, int seq, ReportCause cause) throws IOException {
        store.stage(cause, 0, () -> {});
        store.set(seq, report(seq));
    }

    private static List<String> get(DurableStore store, int first, int last) throws IOException {
        List<String> messages = new ArrayList<>();
        store.get(first, last, messages);
        return messages;
    }

    @Test
    void messagesAreReadBackByRangeFromAnyPlace() throws IOException {
        try (DurableStore store = open()) {
            for (int seq = 1; seq <= 500; seq++) {
                put(store, seq, null);
            }
            assertThat(get(store, 130, 132)).containsExactly(report(130), report(131), report(132));
            assertThat(get(store, 64, 65)).containsExactly(report(64), report(65));
            assertThat(get(store, 499, 9999)).containsExactly(report(499), report(500));
            assertThat(get(store, 501, 600)).isEmpty();
        }
        try (DurableStore store = open()) {
            assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(501);
            assertThat(get(store, 1, 500)).hasSize(500).endsWith(report(500));
        }
    }

    @Test
    void adminMessagesKeepTheirNumberOnly() throws IOException {
        try (DurableStore store = open()) {
            put(store, 1, null);
            store.set(2, RawMessage.of("35=0\00134=2\001"));
            put(store, 3, null);
            assertThat(get(store, 1, 3)).containsExactly(report(1), report(3));
        }
    }

    @Test
    void numberOutOfOrderIsNotStored() throws IOException {
        try (DurableStore store = open()) {
            put(store, 1, null);
            assertThatThrownBy(() -> put(store, 3, command(9)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("MsgSeqNum: 3 (expected: 2)");
            assertThat(store.sentUpTo("orders.commands")).isNull();
        }
    }

    /** Cut by a kill in the middle of the last write, at every place that matters. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 39, 40, 41, 60})
    void tornTailIsCutAndTheRestIsWhole(int bytesOfTheLast) throws IOException {
        long whole;
        byte[] headBefore;
        try (DurableStore store = open()) {
            put(store, 1, command(5));
            whole = Files.size(folder.resolve("g1.out"));
            headBefore = Files.readAllBytes(folder.resolve("g1.head"));
            put(store, 2, command(6));
        }
        // The head is written after the message.
        Files.write(folder.resolve("g1.head"), headBefore);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("g1.out").toFile(), "rw")) {
            file.setLength(whole + bytesOfTheLast);
        }
        try (DurableStore store = open()) {
            assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(2);
            assertThat(store.replayWanted()).isFalse();
            assertThat(store.sentUpTo("orders.commands")).isEqualTo(command(5));
            put(store, 2, command(6));
        }
        try (DurableStore store = open()) {
            assertThat(get(store, 1, 2)).containsExactly(report(1), report(2));
            assertThat(store.sentUpTo("orders.commands")).isEqualTo(command(6));
        }
    }

    @Test
    void resetStartsNewNumbersKeepsTheCausesAndForgetsRefusals() throws IOException {
        try (DurableStore store = open()) {
            put(store, 1, command(5));
            put(store, 2, event(3));
            store.pending(1);
            store.incrNextTargetMsgSeqNum();
            store.stage(null, 2, () -> {});
            store.set(3, RawMessage.of("35=j\00134=3\00145=2\001"));
            store.incrNextTargetMsgSeqNum();
            assertThat(store.refused(2)).isTrue();
            store.reset();
            assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(1);
            assertThat(store.getNextTargetMsgSeqNum()).isEqualTo(1);
            assertThat(store.refused(2)).isFalse();
            put(store, 1, command(6));
        }
        try (DurableStore store = open()) {
            assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(2);
            assertThat(store.sentUpTo("orders.commands")).isEqualTo(command(6));
            assertThat(store.sentUpTo("orders.events")).isEqualTo(event(3));
        }
    }

    @Test
    void crashInTheMiddleOfAResetLeavesTheOldNumbers() throws IOException {
        try (DurableStore store = open()) {
            put(store, 1, command(5));
        }
        Files.write(folder.resolve("g2.out"), new byte[] {1, 2, 3});
        try (DurableStore store = open()) {
            assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(2);
            store.reset();
            assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(1);
            assertThat(store.sentUpTo("orders.commands")).isEqualTo(command(5));
        }
    }

    @Test
    void decisionOfBeforeAResetDoesNotCountForTheNewNumber() throws IOException {
        try (DurableStore store = open()) {
            store.pending(1);
            store.incrNextTargetMsgSeqNum();
            store.reset();
            store.pending(1);
            store.incrNextTargetMsgSeqNum();
            store.decided(1);
            assertThat(store.watermark()).isZero();
            store.decided(1);
            assertThat(store.watermark()).isEqualTo(1);
        }
    }

    @Test
    void refusalIsRememberedOverACrashUntilAllBeforeItIsDecided() throws IOException {
        try (DurableStore store = open()) {
            store.pending(1);
            store.incrNextTargetMsgSeqNum();
            store.stage(null, 2, () -> {});
            store.set(1, RawMessage.of("35=3\00134=1\00145=2\001"));
            store.incrNextTargetMsgSeqNum();
        }
        try (DurableStore store = open()) {
            assertThat(store.getNextTargetMsgSeqNum()).isEqualTo(1);
            assertThat(store.refused(2)).isTrue();
            store.pending(1);
            store.incrNextTargetMsgSeqNum();
            store.incrNextTargetMsgSeqNum();
            store.decided(1);
            assertThat(store.watermark()).isEqualTo(2);
            assertThat(store.refused(2)).isFalse();
        }
    }
}
