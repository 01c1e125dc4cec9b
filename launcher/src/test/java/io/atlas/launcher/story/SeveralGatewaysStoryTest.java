package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.ExecType.TRADE;
import static io.atlas.launcher.story.Expected.message;
import static io.atlas.launcher.story.Expected.report;
import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.launcher.soak.SoakProcess;
import io.atlas.wire.log.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways and two OMS share the partitions; one takes over from the other, dead or only stopped. */
class SeveralGatewaysStoryTest {
    private static final int PARTITIONS = 4;
    private static final String RICH = "1000000 USD + 100 BTC";
    private static final String SYMBOL = "BTC01-USD";
    private static final long END_S = 60;

    @TempDir
    private Path temp;

    private ServiceWorld world;

    @BeforeEach
    void start() throws IOException {
        world = new ServiceWorld(temp);
        world.kafka();
        world.service("venue", "venue");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void gateway(String name, int door, String... more) throws IOException {
        String[] options = new String[more.length + 2];
        options[0] = "--fix-port";
        options[1] = Integer.toString(world.fixPort(door));
        System.arraycopy(more, 0, options, 2, more.length);
        world.service(name, "gateway", options);
    }

    /** A group whose partition is such. */
    private String group(IntPredicate partition) {
        String group = world.pool().take(RICH);
        while (!partition.test(Partitions.of(group, PARTITIONS))) {
            group = world.pool().take(RICH);
        }
        return group;
    }

    private static String order(String group, String clOrdId, char side, String qty) {
        return "11=" + clOrdId + "|1=" + StoryConfig.account(group) + "|55=" + SYMBOL + "|54=" + side + "|60="
                + FixText.now() + "|40=2|44=50000|38=" + qty + "|";
    }

    @Test
    void aDeadGatewaysSessionsGoOnAtTheOtherWithTheirNumbersAndReports() throws Exception {
        world.service("oms-low", "oms", "--partitions", "0-1");
        world.service("oms-high", "oms", "--partitions", "2-3");
        gateway("low", 0, "--partitions", "0-1");
        gateway("high", 1, "--partitions", "2-3");
        world.awaitServing("kafka", "venue", "oms-low", "oms-high", "low", "high");
        String low = group(partition -> partition < 2);
        String high = group(partition -> partition >= 2);
        Path store = Files.createDirectories(temp.resolve("client"));

        theWrongDoorNamesTheRightOne(high);
        try (QuickFixClient client = QuickFixClient.start(low, world.fixPort(0), store);
                FixPeer seller = new FixPeer(high).connect(world.fixPort(1)).logon()) {
            await("the foreign engine is logged on", client::isLoggedOn);
            client.send("D", order(low, "b-1", '1', "3"));
            await("its order rests", () -> client.received().stream()
                    .anyMatch(report("b-1").execType(NEW)::matches));
            seller.send("D", order(high, "s-1", '2', "1"));
            await("clients of both gateways trade", () -> client.received().stream()
                    .anyMatch(report("b-1").execType(TRADE).cumQty("1")::matches));

            world.process("low").kill();
            world.process("oms-low").kill();
            seller.send("D", order(high, "s-2", '2', "1"));
            await("a fill that the dead one's client does not hear of", () -> seller.received().stream()
                    .anyMatch(report("s-2").execType(TRADE)::matches));
        }
        theOtherTakesOver(low, store);
    }

    private void theWrongDoorNamesTheRightOne(String high) {
        try (FixPeer lost = new FixPeer(high).connect(world.fixPort(0))) {
            lost.askToLogOn(FixPeer.PASSWORD, "108=30");
            await("it is sent away", lost::isClosed);
            assertThat(lost.received()).hasSize(1);
            assertThat(FixText.field(lost.received().get(0), 58))
                    .isEqualTo("WRONG_GATEWAY 127.0.0.1:" + world.fixPort(1));
        }
        try (FixPeer stranger = new FixPeer(high).connect(world.fixPort(0))) {
            stranger.askToLogOn("not-the-password", "108=30");
            await("it is sent away", stranger::isClosed);
            assertThat(FixText.field(stranger.received().get(0), 58)).isEqualTo("LOGON_REFUSED");
        }
    }

    /** The client hears at the other gateway what it has missed, once, under the next numbers of its session. */
    private void theOtherTakesOver(String low, Path store) throws Exception {
        world.process("high").stop();
        world.process("oms-high").stop();
        world.service("oms-all", "oms", "--take-over");
        gateway("all", 1, "--take-over");
        world.awaitServing("oms-all", "all");
        try (QuickFixClient client = QuickFixClient.start(low, world.fixPort(1), store)) {
            await("the missed fill arrives", () -> client.received().stream()
                    .anyMatch(report("b-1").execType(TRADE).cumQty("2")::matches));
            String logon = client.admin().stream()
                    .filter(message("A")::matches)
                    .findFirst()
                    .orElseThrow();
            assertThat(FixText.isYes(logon, 141)).as("numbers go on: %s", logon).isFalse();
            assertThat(FixText.number(logon, 34)).isGreaterThan(1);
            List<String> fills = client.received().stream()
                    .filter(report("b-1").execType(TRADE)::matches)
                    .toList();
            assertThat(fills).as("none is told twice").hasSize(1);
            client.send("H", "11=b-1|55=" + SYMBOL + "|54=1|");
            await("the new owner knows the order", () -> client.received().stream()
                    .anyMatch(message("8").field(150, "I").field(11, "b-1").cumQty("2")::matches));
        }
    }

    @Test
    void aSecondOneIsRefusedAndAStoppedOneThatWakesAfterATakeOverIsFencedAndLeaves() throws IOException {
        world.service("oms", "oms");
        gateway("first", 0);
        world.awaitServing("kafka", "venue", "oms", "first");
        String group = group(partition -> true);
        FixPeer client = new FixPeer(group).connect(world.fixPort(0)).logon();
        client.send("D", order(group, "b-1", '1', "3"));
        await("the order rests", () -> client.received().stream()
                .anyMatch(report("b-1").execType(NEW)::matches));

        aSecondOneIsRefused("gateway", "--fix-port", Integer.toString(world.fixPort(2)));
        aSecondOneIsRefused("oms");

        SoakProcess first = world.process("first");
        first.halt();
        gateway("second", 1, "--take-over");
        world.awaitServing("second");
        int heard = client.received().size();
        try (FixPeer again = new FixPeer(group).connect(world.fixPort(1)).logon()) {
            await("all is told again by who has no store", () -> again.received().stream()
                    .anyMatch(report("b-1").execType(NEW).field(97, "Y")::matches));
            again.send("D", order(group, "b-2", '1', "1"));
            await("orders are taken", () -> again.received().stream()
                    .anyMatch(report("b-2").execType(NEW)::matches));

            first.resume();
            assertThat(first.awaitEnd(END_S)).as(first.said()).isEqualTo(1);
            assertThat(first.said()).contains("belongs to gateway-").contains("this one leaves");
            await("the old connection ends", client::isClosed);
            assertThat(client.received())
                    .as("nothing came from the one that woke")
                    .hasSize(heard);
            again.send("D", order(group, "b-3", '1', "1"));
            await("the new owner goes on", () -> again.received().stream()
                    .anyMatch(report("b-3").execType(NEW)::matches));
            assertThat(again.problems()).isEmpty();
        }
    }

    /** By mistake, with a data folder of its own: what the log says about owners keeps it out. */
    private void aSecondOneIsRefused(String service, String... more) throws IOException {
        Path elsewhere = Files.createDirectories(temp.resolve("mistake-" + service));
        SoakProcess mistake = new SoakProcess(
                "mistake-" + service, elsewhere, 128, world.arguments(service, elsewhere.resolve("data"), more));
        mistake.start();
        assertThat(mistake.awaitEnd(END_S)).as(mistake.said()).isEqualTo(1);
        assertThat(mistake.said()).contains("belongs to " + service + '-').contains("which lives");
    }
}
