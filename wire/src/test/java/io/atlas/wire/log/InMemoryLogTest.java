package io.atlas.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.wire.log.LogFaults.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simulator can do to the log in memory: one line per poll, what had landed and what the client had been told. */
final class InMemoryLogTest {
    private static final String TOPIC = "orders";

    private final InMemoryLog store = new InMemoryLog().createTopic(TOPIC, 1);
    private final CommandLog client = store.client("gateway");
    private final List<String> told = new ArrayList<>();

    @Test
    void anAppendLandsAtOnceAndIsToldInTheNextPoll() {
        appendWithFates(Fate.LANDS, Fate.LANDS);

        assertThat(afterEachPoll(2))
                .containsExactly(
                        "log [a, b] told []", //
                        "log [a, b] told [a@0, b@1]",
                        "log [a, b] told [a@0, b@1]");
    }

    @Test
    void whatComesAfterADelayedAppendWaitsBehindIt() {
        appendWithFates(Fate.landsAfter(2), Fate.LANDS);

        assertThat(afterEachPoll(2))
                .containsExactly(
                        "log [] told []", //
                        "log [] told []",
                        "log [a, b] told [a@0, b@1]");
    }

    @Test
    void anAppendCanFailThoughItLanded() {
        appendWithFates(Fate.FAILS_THOUGH_LANDED, Fate.LANDS);

        assertThat(afterEachPoll(1))
                .containsExactly(
                        "log [a, b] told []", //
                        "log [a, b] told [b@1, a failed]");
    }

    @Test
    void aLostAppendLeavesAHole() {
        appendWithFates(Fate.LANDS, Fate.FAILS_AND_IS_LOST, Fate.LANDS);

        assertThat(afterEachPoll(1))
                .containsExactly(
                        "log [a, c] told []", //
                        "log [a, c] told [a@0, c@1, b failed]");
    }

    @Test
    void anAppendCanLandAfterItFailed() {
        appendWithFates(Fate.failsAndLandsAfter(3), Fate.LANDS);

        assertThat(afterEachPoll(3))
                .containsExactly(
                        "log [b] told []", //
                        "log [b] told [b@0, a failed]",
                        "log [b] told [b@0, a failed]",
                        "log [b, a] told [b@0, a failed]");
    }

    @Test
    void anAppendCanWaitUntilTheStoreLandsIt() {
        appendWithFates(Fate.FAILS_AND_LANDS_WHEN_TOLD, Fate.LANDS);
        assertThat(afterEachPoll(2)).endsWith("log [b] told [b@0, a failed]");

        assertThat(store.landLate()).isEqualTo(1);

        assertThat(log()).containsExactly("b", "a");
        assertThat(store.landLate()).isZero();
    }

    @Test
    void aCrashedClientsDelayedAppendsAreLostAndItsLateOnesCanLand() {
        appendWithFates(Fate.FAILS_AND_LANDS_WHEN_TOLD, Fate.landsAfter(5));

        // The service is gone: nobody polls this client any more.
        store.landLate();

        assertThat(log()).containsExactly("a");
    }

    @Test
    void aClosedClientsDelayedAppendsLand() {
        appendWithFates(Fate.landsAfter(5), Fate.landsAfter(1));

        client.close();

        assertThat(log()).containsExactly("a", "b");
        assertThatThrownBy(client::poll).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReaderCanLag() {
        appendWithFates(Fate.LANDS, Fate.LANDS, Fate.LANDS);
        long[] seesUpTo = {2};
        store.faults(new LogFaults() {
            @Override
            public long visibleEnd(String name, String topic, int partition, long endOffset) {
                return name.equals("oms") ? seesUpTo[0] : endOffset;
            }
        });
        LogReader lagging = store.client("oms").reader(TOPIC, 0, 0);
        LogReader prompt = store.client("venue").reader(TOPIC, 0, 0);

        assertThat(read(lagging)).containsExactly("a", "b");
        assertThat(read(prompt)).containsExactly("a", "b", "c");
        seesUpTo[0] = Long.MAX_VALUE;
        assertThat(read(lagging)).containsExactly("c");
    }

    @Test
    void aLogForAWorldHasAllTopics() {
        CommandLog log = new InMemoryLog(4).client();

        assertThat(log.partitions(Topics.COMMANDS)).isEqualTo(4);
        assertThat(log.partitions(Topics.EVENTS)).isEqualTo(4);
        assertThat(log.partitions(Topics.REPORTS)).isEqualTo(1);
        assertThatThrownBy(() -> log.endOffset(Topics.COMMANDS, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("orders.commands/4 (expected: one of 4 partitions)");
    }

    @Test
    void aFateThatTellsTheClientNothingIsRefused() {
        assertThatThrownBy(() -> new Fate(Fate.NEVER, Fate.NEVER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fate(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Appends a, b, c, … with one fate each. */
    private void appendWithFates(Fate... fates) {
        Deque<Fate> next = new ArrayDeque<>(Arrays.asList(fates));
        store.faults(new LogFaults() {
            @Override
            public Fate onAppend(String name, String topic, int partition) {
                return next.removeFirst();
            }
        });
        for (int i = 0; i < fates.length; i++) {
            String text = String.valueOf((char) ('a' + i));
            client.append(TOPIC, 0, null, text.getBytes(UTF_8), null, new CommandLog.Outcome() {
                @Override
                public void appended(long offset) {
                    told.add(text + '@' + offset);
                }

                @Override
                public void failed(String why) {
                    told.add(text + " failed");
                }
            });
        }
    }

    private List<String> afterEachPoll(int polls) {
        List<String> lines = new ArrayList<>(List.of("log " + log() + " told " + told));
        for (int i = 0; i < polls; i++) {
            client.poll();
            lines.add("log " + log() + " told " + told);
        }
        return lines;
    }

    private List<String> log() {
        return store.records(TOPIC, 0).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private static List<String> read(LogReader reader) {
        List<String> read = new ArrayList<>();
        reader.poll(record -> read.add(new String(record.value(), UTF_8)), 100);
        return read;
    }
}
