package io.atlas.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What people get when something is not as it must be: one sentence, a non-zero exit, and nothing half-started. */
class AtlasTest {
    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine atlas = Atlas.commandLine();
        atlas.setOut(new PrintWriter(out, true));
        atlas.setErr(new PrintWriter(err, true));
        return atlas.execute(args);
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : Atlas.commandLine().getSubcommands().keySet()) {
            assertThat(run(command, "--help")).as(command).isZero();
        }
        assertThat(out.toString()).contains("buy 0.1 BTC-USD 50000");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anUnknownCommandIsOneSentence() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(err.toString()).startsWith("atlas: ").contains("fly").hasLineCount(1);
    }

    @Test
    void faultsOfTheConfigurationAreListedAndNothingStarts() throws Exception {
        Path profile = Files.createDirectories(temp.resolve("config/demo"));
        Files.writeString(profile.resolve("instruments.yaml"), "instruments: 5\n");
        assertThat(run("up", "--config", temp.resolve("config").toString(), "--data", data()))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("instruments.yaml")
                .contains("accounts.yaml")
                .doesNotContain("\tat ");
        assertThat(temp.resolve("data")).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheOptionThatMovesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(run("up", "--config", demoConfig(), "--data", data(), "--fix-port", Integer.toString(port)))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .contains("port " + port + " is taken")
                    .contains("--fix-port")
                    .hasLineCount(1);
        }
        assertThat(temp.resolve("data/kafka")).doesNotExist();
    }

    @Test
    void toolsSayThatNoLogAnswers() throws Exception {
        String nobody = "127.0.0.1:" + closedPort();
        assertThat(run("topics", "--kafka", nobody)).isEqualTo(1);
        assertThat(run("audit", "--kafka", nobody, "--clordid", "x")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("no log answers at " + nobody));
    }

    @Test
    void theFixClientSaysThatNoGatewayAnswers() throws Exception {
        assertThat(run("fix", "--config", demoConfig(), "--data", data(), "--fix-port", "" + closedPort()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no FIX gateway answers").hasLineCount(1);
    }

    private String data() {
        return temp.resolve("data").toString();
    }

    private static String demoConfig() {
        return Path.of("..", "fix-config").toString();
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
