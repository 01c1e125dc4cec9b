package io.atlas.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.Aeron;
import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver in this process. */
final class EmbeddedDriverTest {
    @TempDir
    private Path data;

    @Test
    void itServesOneDataFolderAndLeavesNothingBehind() {
        Path directory = EmbeddedDriver.directory(data);
        try (EmbeddedDriver driver = EmbeddedDriver.start(data);
                Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.directoryName()))) {
            assertThat(aeron.addPublication("aeron:ipc", 1).isClosed()).isFalse();
            assertThat(directory).isDirectory();
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void whatADeadDriverLeftDoesNotHoldTheNextOneUp() throws IOException {
        Path left = EmbeddedDriver.directory(data);
        Files.createDirectories(left);
        byte[] headOfAKilledDriver = new byte[4096];
        Files.write(left.resolve("cnc.dat"), headOfAKilledDriver);
        try (EmbeddedDriver driver = EmbeddedDriver.start(data);
                Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.directoryName()))) {
            assertThat(aeron.isClosed()).isFalse();
        }
    }

    @Test
    void dataFoldersHaveDriversOfTheirOwn() {
        assertThat(EmbeddedDriver.directory(data.resolve("a")))
                .isNotEqualTo(EmbeddedDriver.directory(data.resolve("b")));
        assertThat(EmbeddedDriver.directory(data.resolve("a")))
                .isEqualTo(EmbeddedDriver.directory(data.resolve("b/../a")));
    }

    @Test
    void whatTheDeadLeftInSharedMemoryIsRemovedAndWhatTheLivingHaveIsNot() throws Exception {
        Path dead = EmbeddedDriver.directory(data.resolve("dead"));
        Path living = EmbeddedDriver.directory(data.resolve("living"));
        Process killed = holding(dead);
        Process holds = holding(living);
        killed.destroyForcibly().waitFor();
        assertThat(dead).isDirectory();

        try (EmbeddedDriver ours = EmbeddedDriver.start(data.resolve("ours"));
                EmbeddedDriver second = EmbeddedDriver.start(data.resolve("second"))) {
            assertThat(dead).doesNotExist();
            assertThat(dead.resolveSibling(dead.getFileName() + ".lock")).doesNotExist();
            assertThat(living).isDirectory();
            assertThat(Path.of(ours.directoryName())).isDirectory();
            assertThat(Path.of(second.directoryName())).isDirectory();
            assertThatThrownBy(() -> EmbeddedDriver.start(data.resolve("living")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("another process has it");
        } finally {
            holds.destroyForcibly().waitFor();
        }
        EmbeddedDriver.start(data.resolve("living")).close();
        assertThat(living).doesNotExist();
    }

    /** Another process that holds the folder. */
    private static Process holding(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("held");
        return process;
    }

    /** Holds a driver's folder until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] folder) throws Exception {
            DriverFolder.hold(Path.of(folder[0]));
            Files.createDirectories(Path.of(folder[0]));
            System.out.println("held");
            Thread.currentThread().join();
        }
    }
}
