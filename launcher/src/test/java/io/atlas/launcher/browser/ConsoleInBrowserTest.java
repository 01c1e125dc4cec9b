package io.atlas.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Runs the scenarios of web-console/e2e. Node starts and kills the world itself, since some scenarios are about that; from here it
 * gets the class path under test. {@code CHROMIUM} in the environment names another browser than /usr/bin/chromium.
 */
@DisabledIfSystemProperty(named = "ui.skip", matches = ".*", disabledReason = "there is no page to look at")
class ConsoleInBrowserTest {
    private static final Path E2E = Path.of("..", "web-console", "e2e");
    private static final int TAIL = 60;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void theScenariosPassInARealBrowser() throws IOException, InterruptedException {
        Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
        assertThat(Files.isExecutable(chromium))
                .as(
                        "Chromium is missing at %s: install it (apt-get install chromium), or name another in the environment"
                                + " as CHROMIUM.",
                        chromium)
                .isTrue();

        ProcessBuilder builder =
                new ProcessBuilder("node", "run.mjs").directory(E2E.toFile()).redirectErrorStream(true);
        builder.environment().put("ATLAS_COMMAND", atlas());
        Process node = builder.start();
        try {
            node.getOutputStream().close();
            String said = relay(node);
            assertThat(node.waitFor()).as("scenarios in the browser:%n%s", said).isZero();
        } finally {
            // SIGTERM, so that it stops its world.
            node.destroy();
        }
    }

    /** Passes the output on, line by line, and returns the end of it. */
    private static String relay(Process node) throws IOException {
        Deque<String> tail = new ArrayDeque<>();
        try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line);
                tail.add(line);
                if (tail.size() > TAIL) {
                    tail.remove();
                }
            }
        }
        return String.join("\n", tail);
    }

    /** Program and first arguments of {@code atlas}, as a JSON array. */
    private static String atlas() throws JsonProcessingException {
        return new ObjectMapper()
                .writeValueAsString(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/sun.nio.ch=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.atlas.launcher.Atlas"));
    }
}
