package io.atlas.launcher.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.launcher.Atlas;
import io.atlas.testkit.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The short form of {@code atlas soak}: real processes, killed and stopped under load. */
class SoakTest {
    private static final int KILLS = 20;

    @TempDir
    private Path temp;

    @Test
    void afterTwentyKillsAndStopsClientsLogLedgerAndBookAgree() {
        StringWriter out = new StringWriter();
        CommandLine atlas = Atlas.commandLine();
        atlas.setOut(new PrintWriter(out, true));
        atlas.setErr(new PrintWriter(out, true));

        int code = atlas.execute(
                "soak",
                "--kills",
                Integer.toString(KILLS),
                "--every",
                "0.5",
                "--seed",
                "20260101",
                "--kafka-port",
                Integer.toString(FreePorts.inARow(11)),
                "--folder",
                temp.resolve("soak").toString(),
                "--config",
                Path.of("..", "fix-config").toString());

        assertThat(out.toString()).contains(KILLS + " faults in").contains("No difference");
        assertThat(code).isZero();
    }
}
