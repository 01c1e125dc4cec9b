package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.FixAcceptorFixture.command;
import static io.atlas.gateway.fix.FixAcceptorFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.gateway.client.ReportCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real, small store is damaged at every byte and in every way a disk or a person can, then opened. Whatever it says then must
 * agree with what the client has seen: a number that was sent is never sent again with other content, a report is either still
 * there or will be replayed, a message that was refused is not processed.
 */
class DamagedStoreTest {
    private static final int SENT = 7;
    private static final int REFUSED = 5;

    @TempDir
    Path temp;

    private Path whole;
    /** What the client has seen, by number; admin messages are not resent. */
    private final Map<Integer, String> seen = new TreeMap<>();

    private static DurableStore open(Path folder) throws IOException {
        return new DurableStore("ALGO1", folder, Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC));
    }

    /** Received 1 to 6: 1, 2, 4, 6 decided, 3 undecided, 5 refused. Sent 1 to 7: a Logon, five reports, a refusal. */
    @BeforeEach
    void aStoreAsAKilledProcessLeftIt() throws IOException {
        whole = temp.resolve("whole");
        try (DurableStore store = open(whole)) {
            store.agreed();
            store.replayed();
            store.set(1, RawMessage.of("35=A\00134=1\001"));
            for (int received = 1; received <= 6; received++) {
                if (received != REFUSED) {
                    store.pending(received);
                }
                store.incrNextTargetMsgSeqNum();
            }
            store.decided(1);
            store.decided(2);
            store.decided(4);
            store.decided(6);
            send(store, 2, command(11));
            send(store, 3, event(4));
            send(store, 4, command(12));
            store.stage(null, REFUSED, () -> {});
            store.set(5, message(5));
            seen.put(5, message(5));
            send(store, 6, event(5));
            send(store, 7, event(6));
        }
    }

    private static String message(int seq) {
        return RawMessage.of("35=8\00134=" + seq + "\00117=E-" + seq + "\001");
    }

    private void send(DurableStore store, int seq, ReportCause cause) throws IOException {
        store.stage(cause, 0, () -> {});
        store.set(seq, message(seq));
        seen.put(seq, message(seq));
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectories(temp.resolve(name));
        try (Stream<Path> files = Files.list(whole)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> files() {
        return Stream.of("g1.out", "g1.head");
    }

    @ParameterizedTest
    @MethodSource("files")
    void flippedBitAnywhereIsHealed(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(whole.resolve(file));
        for (int at = 0; at < bytes.length; at++) {
            Path folder = copy("flip-" + file + '-' + at);
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            write(folder.resolve(file), flipped);
            assertHealed(folder, file + " flipped at " + at);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void truncationAnywhereIsHealed(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(whole.resolve(file));
        for (int length = 0; length < bytes.length; length++) {
            Path folder = copy("cut-" + file + '-' + length);
            write(folder.resolve(file), Arrays.copyOf(bytes, length));
            assertHealed(folder, file + " cut to " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void zeroesFromAnyPlaceOnAreHealed(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(whole.resolve(file));
        for (int from = 0; from < bytes.length; from++) {
            Path folder = copy("zero-" + file + '-' + from);
            byte[] zeroed = Arrays.copyOf(bytes, bytes.length);
            Arrays.fill(zeroed, from, zeroed.length, (byte) 0);
            write(folder.resolve(file), zeroed);
            assertHealed(folder, file + " zeroed from " + from);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void deletedFileIsHealed(String file) throws IOException {
        Path folder = copy("deleted");
        Files.delete(folder.resolve(file));
        assertHealed(folder, file + " deleted");
    }

    @Test
    void deletedFolderLeavesAStoreThatMakesTheClientStartAnew() throws IOException {
        try (DurableStore store = open(temp.resolve("nothing"))) {
            assertThat(store.mustReset(8, -1)).isTrue();
            assertThat(store.mustReset(1, 9)).isTrue();
            assertThat(store.mustReset(1, -1)).isFalse();
            assertThat(store.replayWanted()).isTrue();
        }
    }

    @Test
    void headOlderThanTheMessagesFollowsThem() throws IOException {
        Path early = temp.resolve("early");
        byte[] oldHead;
        try (DurableStore store = open(early)) {
            store.agreed();
            store.replayed();
            oldHead = Files.readAllBytes(early.resolve("g1.head"));
        }
        Path folder = copy("old-head");
        write(folder.resolve("g1.head"), oldHead);
        try (DurableStore store = open(folder)) {
            assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(SENT + 1);
            assertThat(store.getNextTargetMsgSeqNum()).isEqualTo(3);
            assertThat(store.replayWanted()).isFalse();
        }
        assertHealed(folder, "head older than the messages");
    }

    @Test
    void wholeStoreIsLeftAlone() throws IOException {
        Path folder = copy("same");
        try (DurableStore store = open(folder)) {
            assertThat(store.replayWanted()).isFalse();
            assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(SENT + 1);
            assertThat(store.getNextTargetMsgSeqNum()).isEqualTo(3);
            assertThat(resendable(store)).isEqualTo(seen);
        }
    }

    private static Map<Integer, String> resendable(DurableStore store) throws IOException {
        List<String> messages = new ArrayList<>();
        store.get(1, Integer.MAX_VALUE, messages);
        Map<Integer, String> bySeq = new TreeMap<>();
        messages.forEach(message -> bySeq.put(RawMessage.number(message, 34), message));
        return bySeq;
    }

    /** Opened twice, with a report sent in between: healing must last. */
    private void assertHealed(Path folder, String how) throws IOException {
        int next;
        try (DurableStore store = open(folder)) {
            assertConsistent(store, how);
            next = store.getNextSenderMsgSeqNum();
            store.stage(event(7), 0, () -> {});
            store.set(next, message(100));
        }
        try (DurableStore store = open(folder)) {
            assertThat(store.getNextSenderMsgSeqNum()).as(how).isEqualTo(next + 1);
            assertConsistent(store, how + ", opened again");
        }
    }

    private void assertConsistent(DurableStore store, String how) throws IOException {
        if (store.mustReset(7, -1)) {
            // Given up: numbers start anew with the client's knowledge, and everything is told again.
            assertThat(store.replayWanted()).as(how).isTrue();
            assertThat(store.mustReset(1, -1)).as(how).isTrue();
            return;
        }
        assertThat(store.getNextSenderMsgSeqNum()).as(how).isGreaterThan(SENT);
        Map<Integer, String> kept = resendable(store);
        IntStream.rangeClosed(1, SENT).forEach(seq -> {
            if (kept.containsKey(seq)) {
                assertThat(kept.get(seq)).as(how).isEqualTo(seen.get(seq));
            }
        });
        boolean allKept = kept.keySet().containsAll(seen.keySet());
        assertThat(store.replayWanted() || allKept)
                .as("%s: lost without replay", how)
                .isTrue();
        if (store.replayWanted() && store.sentUpTo("orders.events") != null) {
            assertThat(keptCauses(kept))
                    .as(how)
                    .contains(store.sentUpTo("orders.events").offset());
        }
        assertThat(store.getNextTargetMsgSeqNum()).as(how).isBetween(1, 3);
        assertThat(store.refused(REFUSED))
                .as("%s: refused message forgotten", how)
                .isTrue();
    }

    /** Offsets of the events whose reports are still there to be resent by number; 7 is the one sent after healing. */
    private static List<Long> keptCauses(Map<Integer, String> kept) {
        List<Long> causes = new ArrayList<>(List.of(7L));
        Map<Integer, Long> eventOf = Map.of(3, 4L, 6, 5L, 7, 6L);
        eventOf.forEach((seq, offset) -> {
            if (kept.containsKey(seq)) {
                causes.add(offset);
            }
        });
        return causes;
    }
}
