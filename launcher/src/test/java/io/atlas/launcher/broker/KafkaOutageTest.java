package io.atlas.launcher.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atlas.testkit.FreePorts;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.log.LogReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away and returns, was never there, or sends more than an agent takes. */
final class KafkaOutageTest {
    private static final String TOPIC = "orders";

    @TempDir
    private Path folder;

    private final int port = FreePorts.inARow(2);
    private final AtomicInteger wakeups = new AtomicInteger();
    private final List<String> outcomes = new ArrayList<>();
    private final List<String> read = new ArrayList<>();
    private EmbeddedBroker broker;
    private KafkaConnection kafka;
    private CommandLog log;
    private int appends;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder, port);
        KafkaUnderTest.create(broker.bootstrap(), TOPIC, 2);
        kafka = new KafkaConnection(broker.bootstrap(), "test");
        log = kafka.log(wakeups::incrementAndGet);
    }

    @AfterEach
    void stop() {
        log.close();
        kafka.close();
        broker.close();
    }

    @Test
    void readersGoOnByThemselvesWhenTheBrokerReturns() {
        LogReader reader = log.reader(TOPIC, 0, 0);
        append(0, "before");
        until(() -> poll(reader), () -> read.size() == 1);

        broker.close();
        append(0, "during");
        until(log::poll, () -> outcomes.size() == 2);
        assertThat(outcomes.get(1)).startsWith("during failed");
        assertThatThrownBy(() -> log.endOffset(TOPIC, 0)).isInstanceOf(CommandLog.LogUnavailable.class);

        broker = EmbeddedBroker.start(folder, port);
        until(
                () -> {
                    // One at a time until one lands: the first can fail while the broker is still waking up.
                    if (outcomes.size() == appends) {
                        append(0, "after");
                    }
                    poll(reader);
                },
                () -> read.contains("after"));

        // What failed may have landed all the same; its place is before what came later.
        read.remove("during");
        assertThat(read.stream().distinct()).containsExactly("before", "after");
    }

    /** A send that has to ask where its topic is waits for the answer, and the agent with it. */
    @Test
    void aBrokerThatIsGoneForLongIsStillRemembered() {
        append(0, "before");
        until(log::poll, () -> outcomes.size() == 1);
        broker.close();

        for (int i = 0; i < 3; i++) {
            append(0, "during" + i);
            until(log::poll, () -> outcomes.size() == appends);
        }

        assertThat(outcomes.subList(1, 4)).allMatch(failure -> failure.contains("Expiring"), "sent and not answered");
    }

    @Test
    void anAgentThatReadsNothingHoldsUpNobodyAndMissesNothing() {
        int count = 30_000;
        LogReader neglected = log.reader(TOPIC, 0, 0);
        LogReader prompt = log.reader(TOPIC, 1, 0);
        for (int i = 0; i < count; i++) {
            append(0, "n" + i);
        }
        until(log::poll, () -> outcomes.size() == count);
        append(1, "prompt");
        until(() -> poll(prompt), () -> read.contains("prompt"));

        read.clear();
        until(() -> poll(neglected), () -> read.size() >= count);
        assertThat(read)
                .isEqualTo(IntStream.range(0, count).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void oneThatFallsBehindAnotherOnItsPartitionReadsOnByItselfAndComesBack() {
        int count = 30_000;
        List<String> all = IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
        LogReader neglected = log.reader(TOPIC, 0, 0);
        LogReader prompt = log.reader(TOPIC, 0, 0);
        all.forEach(text -> append(0, text));
        until(log::poll, () -> outcomes.size() == count);
        until(() -> poll(prompt), () -> read.size() >= count);
        assertThat(read).isEqualTo(all);

        read.clear();
        until(() -> poll(neglected), () -> read.size() >= count);
        assertThat(read).isEqualTo(all);

        read.clear();
        append(0, "to both");
        until(() -> poll(prompt), () -> read.size() == 1);
        until(() -> poll(neglected), () -> read.size() == 2);
        assertThat(read).containsOnly("to both");
    }

    @Test
    void theAgentIsWokenForOutcomesAndForRecords() {
        append(0, "a");
        until(() -> {}, () -> wakeups.get() > 0);
        until(log::poll, () -> outcomes.size() == 1);

        int before = wakeups.get();
        LogReader reader = log.reader(TOPIC, 0, 0);
        until(() -> {}, () -> wakeups.get() > before);
        until(() -> poll(reader), () -> read.size() == 1);
    }

    @Test
    void aRecordThatIsTooLargeFailsAndTheNextOneLands() {
        log.append(TOPIC, 0, null, new byte[9 * 1024 * 1024], null, outcome("large"));
        append(0, "small");

        until(log::poll, () -> outcomes.size() == 2);

        assertThat(outcomes).anyMatch(line -> line.startsWith("large failed")).contains("small@0");
    }

    @Test
    void aLogThatWasNeverThereFailsAppendsAndAnswersNoQuestions() {
        try (KafkaConnection absent = new KafkaConnection("127.0.0.1:" + FreePorts.inARow(1), "absent");
                CommandLog nowhere = absent.log(wakeups::incrementAndGet)) {
            nowhere.append(TOPIC, 0, null, new byte[1], null, outcome("lonely"));
            until(nowhere::poll, () -> outcomes.size() == 1);

            assertThat(outcomes.get(0)).startsWith("lonely failed");
            assertThatThrownBy(() -> nowhere.partitions(TOPIC)).isInstanceOf(CommandLog.LogUnavailable.class);
        }
    }

    @Test
    void aPositionThatTheLogDoesNotHaveStopsTheReader() {
        append(0, "only");
        until(log::poll, () -> outcomes.size() == 1);
        LogReader reader = log.reader(TOPIC, 0, 77);

        List<Throwable> stopped = new ArrayList<>();
        until(
                () -> {
                    try {
                        poll(reader);
                    } catch (IllegalStateException e) {
                        stopped.add(e);
                    }
                },
                () -> !stopped.isEmpty());

        assertThat(stopped.get(0)).hasMessage("orders/0 cannot be read");
        assertThat(read).isEmpty();
    }

    private void append(int partition, String text) {
        appends++;
        log.append(TOPIC, partition, null, text.getBytes(UTF_8), null, outcome(text));
    }

    private void poll(LogReader reader) {
        log.poll();
        reader.poll(record -> read.add(new String(record.value(), UTF_8)), 1_000);
    }

    private CommandLog.Outcome outcome(String text) {
        return new CommandLog.Outcome() {
            @Override
            public void appended(long offset) {
                outcomes.add(text + "@" + offset);
            }

            @Override
            public void failed(String why) {
                outcomes.add(text + " failed: " + why);
            }
        };
    }

    private static void until(Runnable step, BooleanSupplier done) {
        await().atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    step.run();
                    return done.getAsBoolean();
                });
    }
}
