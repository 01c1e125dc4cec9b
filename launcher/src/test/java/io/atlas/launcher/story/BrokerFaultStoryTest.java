package io.atlas.launcher.story;

import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atlas.launcher.soak.SoakProcess;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log does not answer: slow, gone, its disk full. No order is accepted meanwhile, the session stays up, nothing is guessed; when
 * the log answers again everything undecided is settled, and 35=H waits for that.
 */
class BrokerFaultStoryTest {
    private static final String DISK = "420m";
    private static final int BUFFER = 1 << 20;
    private static final long EVERY_NS = 100_000_000L;

    @TempDir
    private Path temp;

    private ServiceWorld world;
    private FixPeer client;
    private String account;
    private final Map<String, Integer> sent = new LinkedHashMap<>();

    @BeforeEach
    void start() throws IOException {
        world = new ServiceWorld(temp);
    }

    private void serve() throws IOException {
        world.kafka();
        world.service("venue", "venue");
        world.service("oms", "oms");
        world.service("gateway", "gateway", "--fix-port", Integer.toString(world.fixPort(0)));
        world.awaitServing("kafka", "venue", "oms", "gateway");
        account = world.pool().take("1000000 USD + 100 BTC");
        client = new FixPeer(account).connect(world.fixPort(0)).logon();
    }

    @AfterEach
    void stop() throws IOException {
        if (client != null) {
            client.close();
        }
        world.close();
    }

    @Test
    void whileTheBrokerIsStoppedOrGoneNothingIsAcceptedAndAfterwardsEverythingIsDecided() throws IOException {
        serve();
        SoakProcess kafka = world.process("kafka");
        buy("calm-1");
        await("the first order is acknowledged", () -> decided("calm-1").contains("A"));

        kafka.halt();
        String doubt = untilRefused("slow");
        long answersAgainNs = System.nanoTime();
        kafka.resume();
        settled(doubt, answersAgainNs, "stopped");

        kafka.kill();
        String second = untilRefused("gone");
        kafka.start();
        world.awaitServing("kafka");
        settled(second, System.nanoTime(), "killed");

        assertThat(client.isClosed()).as("the session has stayed up").isFalse();
        assertThat(client.problems()).isEmpty();
        eachHasOneDecisionAndTheLogHasTheSame();
    }

    @Test
    void whileTheDiskIsFullNothingIsAcceptedAndWithRoomAgainItGoesOn() throws IOException, InterruptedException {
        Path kafkaFolder = Files.createDirectories(world.data().resolve("kafka"));
        // The lock that makes the folder a world's.
        Files.createFile(world.data().resolve("atlas.lock"));
        boolean mounted = command("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", kafkaFolder.toString()) == 0;
        assumeTrue(mounted, "a small disk cannot be mounted here");
        try {
            theDiskFillsUp(kafkaFolder);
        } finally {
            stop();
            command("umount", "-l", kafkaFolder.toString());
        }
    }

    private void theDiskFillsUp(Path folder) throws IOException {
        serve();
        buy("calm-1");
        await("the first order is acknowledged", () -> decided("calm-1").contains("A"));
        Path ballast = folder.resolve("ballast");
        fill(ballast);

        String doubt = untilRefused("full");
        Files.delete(ballast);
        SoakProcess kafka = world.process("kafka");
        // Kafka ends when its only disk fails; an operator starts it again.
        assertThat(kafka.awaitEnd(30)).as("the broker has ended").isNotEqualTo(-1);
        kafka.start();
        world.awaitServing("kafka");
        settled(doubt, System.nanoTime(), "full disk");
        assertThat(client.isClosed()).as("the session has stayed up").isFalse();
        eachHasOneDecisionAndTheLogHasTheSame();
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[BUFFER];
            while (ballast.toFile().getUsableSpace() > 0) {
                out.write(block, 0, (int)
                        Math.min(BUFFER, Math.max(1, ballast.toFile().getUsableSpace())));
            }
        } catch (IOException full) {
            // That is what was wanted.
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static int command(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void buy(String clOrdId) {
        int seq = client.send(
                "D",
                "11=" + clOrdId + "|1=" + StoryConfig.account(account) + "|55=BTC01-USD|54=1|60=" + FixText.now()
                        + "|40=2|44=49000|38=0.01|");
        sent.put(clOrdId, seq);
    }

    /** Sends until an order is refused for the log's sake; returns the first order of these, which is undecided. */
    private String untilRefused(String prefix) {
        List<String> tried = new ArrayList<>();
        long[] dueNs = {System.nanoTime()};
        await("an order gets 35=j 380=4", () -> {
            if (System.nanoTime() >= dueNs[0]) {
                dueNs[0] += EVERY_NS;
                tried.add(prefix + '-' + tried.size());
                buy(tried.get(tried.size() - 1));
            }
            return tried.stream().anyMatch(clOrdId -> decided(clOrdId).contains("j4"));
        });
        // What was written before the fault took hold is acknowledged; what follows is not guessed about.
        String undecided = tried.stream()
                .filter(clOrdId -> decided(clOrdId).isEmpty())
                .findFirst()
                .orElseThrow();
        client.send("H", "11=" + undecided + "|55=BTC01-USD|54=1|");
        client.send("1", "112=alive|");
        String refusedToo = prefix + "-late";
        buy(refusedToo);
        await("another is refused as well", () -> decided(refusedToo).contains("j4"));
        assertThat(decided(undecided)).as("35=H waits").isEmpty();
        assertThat(client.isClosed()).as("the session stays up").isFalse();
        return undecided;
    }

    /** The barrier: the order's own decision comes before the answer to 35=H. */
    private void settled(String clOrdId, long answersAgainNs, String fault) {
        await("35=H is answered", () -> decided(clOrdId).contains("I"));
        System.out.printf(
                "broker %s: settled %.1f s after the log answered%n",
                fault, (System.nanoTime() - answersAgainNs) / 1e9);
        List<String> answers = decided(clOrdId);
        assertThat(answers.get(0)).as("%s: %s", clOrdId, answers).isIn("A", "8");
        assertThat(answers.indexOf("I")).isPositive();
        int[] tries = {0};
        await("orders are taken again", () -> {
            String last = "after-" + clOrdId + '-' + tries[0];
            boolean refused = !decided(last).isEmpty() && !decided(last).contains("A");
            // Without a fresh price, which the venue tells only once its journal goes on, it is a refusal of its own.
            if (tries[0] == 0 || refused) {
                tries[0]++;
                buy("after-" + clOrdId + '-' + tries[0]);
            }
            return decided(last).contains("A");
        });
    }

    /** What was said about that order, in order: 150 of reports, {@code j4} for 35=j 380=4. */
    private List<String> decided(String clOrdId) {
        List<String> answers = new ArrayList<>();
        for (String message : client.received()) {
            if (FixText.type(message).equals("8") && clOrdId.equals(FixText.field(message, 11))) {
                answers.add(FixText.field(message, 150));
            } else if (FixText.type(message).equals("j") && clOrdId.equals(FixText.field(message, 379))) {
                answers.add('j' + FixText.field(message, 380));
            }
        }
        return answers;
    }

    private void eachHasOneDecisionAndTheLogHasTheSame() {
        await("each order is decided", () -> sent.keySet().stream()
                .noneMatch(clOrdId -> decided(clOrdId).isEmpty()));
        try (PlainLog log = world.log()) {
            List<String> logged = log.rows(Topics.COMMANDS).stream()
                    .filter(row -> row.type().equals("NEW_ORDER"))
                    .map(row -> row.json().at("/origin/clOrdId").asText())
                    .toList();
            List<String> acknowledged = sent.keySet().stream()
                    .filter(clOrdId -> decided(clOrdId).contains("A"))
                    .toList();
            assertThat(logged).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }
}
