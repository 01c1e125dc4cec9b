package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.message;
import static io.atlas.launcher.story.Expected.report;
import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.log.Partitions;
import io.atlas.wire.log.Topics;
import io.atlas.wire.owners.OwnerRecord;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.OwnersReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broken invariant stops one partition and says so; the others go on; the operator's way out works (docs/operations.md). */
class BreachStoryTest {
    private static final int PARTITIONS = 4;
    private static final String RICH = "1000000 USD + 100 BTC";

    @TempDir
    private Path temp;

    private ServiceWorld world;

    @BeforeEach
    void start() throws IOException {
        world = new ServiceWorld(temp);
        world.kafka();
        world.service("venue", "venue");
        world.service("oms", "oms");
        gateway();
        world.awaitServing("kafka", "venue", "oms", "gateway");
    }

    private void gateway() throws IOException {
        world.service("gateway", "gateway", "--fix-port", Integer.toString(world.fixPort(0)));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private String groupOf(int partition) {
        String group = world.pool().take(RICH);
        while (Partitions.of(group, PARTITIONS) != partition) {
            group = world.pool().take(RICH);
        }
        return group;
    }

    private static void buy(FixPeer client, String group, String clOrdId) {
        client.send(
                "D",
                "11=" + clOrdId + "|1=" + StoryConfig.account(group) + "|55=BTC01-USD|54=1|60=" + FixText.now()
                        + "|40=2|44=49000|38=0.01|");
    }

    private static boolean live(FixPeer client, String clOrdId) {
        return client.received().stream().anyMatch(report(clOrdId).execType(NEW)::matches);
    }

    @Test
    void aForgedLedgerEntryStopsItsPartitionOnlyUntilTheDerivedTopicIsMadeAnew()
            throws IOException, ExecutionException, InterruptedException {
        String broken = groupOf(1);
        String whole = groupOf(2);
        FixPeer victim = new FixPeer(broken).connect(world.fixPort(0)).logon();
        buy(victim, broken, "v-1");
        await("the first order rests", () -> live(victim, "v-1"));
        victim.close();
        world.process("gateway").stop();
        forge(1);

        gateway();
        world.awaitServing("gateway");
        victim.connect(world.fixPort(0)).logon();
        buy(victim, broken, "v-2");
        await("the partition has failed", () -> failed().isPresent());
        assertThat(failed().orElseThrow().why()).contains("ledger.entries/1");
        buy(victim, broken, "v-3");
        await("it takes no orders", () -> victim.received().stream()
                .anyMatch(message("j").field(380, "4").field(379, "v-3")::matches));
        try (FixPeer bystander = new FixPeer(whole).connect(world.fixPort(0)).logon()) {
            buy(bystander, whole, "w-1");
            await("other partitions go on", () -> live(bystander, "w-1"));
        }
        victim.close();

        // The way out: the ledger is derived; without its topic it is written anew from commands and events.
        world.process("gateway").stop();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", world.bootstrap()))) {
            admin.deleteTopics(List.of(Topics.LEDGER)).all().get();
        }
        gateway();
        world.awaitServing("gateway");
        victim.connect(world.fixPort(0)).logon();
        await("the order that was recorded is live", () -> live(victim, "v-2"));
        buy(victim, broken, "v-4");
        await("the partition takes orders again", () -> live(victim, "v-4"));
        assertThat(failed()).isEmpty();
        victim.close();
    }

    private Optional<OwnerRecord> failed() {
        try (KafkaConnection kafka = new KafkaConnection(world.bootstrap(), "test");
                CommandLog log = kafka.log(() -> {});
                OwnersReader owners = new OwnersReader(log)) {
            long end = log.endOffset(Topics.OWNERS, 0);
            await("owners is read", () -> owners.poll() >= 0 && owners.position() >= end - 1);
            return owners.all().stream()
                    .filter(owner -> owner.state() == OwnerState.FAILED)
                    .findFirst();
        }
    }

    /** A valid record that no fold gives. */
    private void forge(int partition) {
        PlainLog.Row last = null;
        PlainLog.Row posted = null;
        try (PlainLog log = world.log()) {
            for (PlainLog.Row row : log.rows(Topics.LEDGER)) {
                boolean there = row.partition() == partition;
                last = there ? row : last;
                posted = there && row.type().equals("POSTINGS") ? row : posted;
            }
        }
        ObjectNode forged = ((ObjectNode) posted.json()).deepCopy();
        forged.put("epoch", last.json().get("epoch").asLong());
        forged.put("seq", last.json().get("seq").asLong() + 1);
        byte[] value = forged.toString().getBytes(StandardCharsets.UTF_8);
        try (KafkaConnection kafka = new KafkaConnection(world.bootstrap(), "forger");
                CommandLog log = kafka.log(() -> {})) {
            log.append(Topics.LEDGER, partition, null, value, null, CommandLog.Outcome.IGNORED);
        }
    }
}
