package io.atlas.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.Aeron;
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
}
