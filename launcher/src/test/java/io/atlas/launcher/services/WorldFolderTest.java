package io.atlas.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.launcher.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldFolderTest {
    @TempDir
    private Path temp;

    @Test
    void aSecondWorldOnTheSameFolderIsRefusedUntilTheFirstHasGone() {
        Path data = temp.resolve("data");
        try (WorldFolder first = WorldFolder.hold(data, false)) {
            assertThat(WorldFolder.holder(first.root()))
                    .contains(ProcessHandle.current().pid());
            assertThatThrownBy(() -> WorldFolder.hold(data, true))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("in use by another `up`");
        }
        WorldFolder.hold(data, false).close();
    }

    @Test
    void freshEmptiesAWorldAndNothingElse() throws Exception {
        Path data = temp.resolve("data");
        try (WorldFolder folder = WorldFolder.hold(data, false)) {
            Files.writeString(folder.folder("kafka").resolve("segment"), "x");
        }
        try (WorldFolder folder = WorldFolder.hold(data, true)) {
            assertThat(folder.root().resolve("kafka")).doesNotExist();
        }
    }

    @Test
    void aFolderThatHoldsOtherThingsIsNotTouched() throws Exception {
        Path letter = Files.writeString(temp.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> WorldFolder.hold(temp, true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("letter.txt");
        assertThat(letter).exists();
        assertThat(temp.resolve("atlas.lock")).doesNotExist();
    }

    @Test
    void aFileInTheWayIsSaidToBeOne() throws Exception {
        Path file = Files.writeString(temp.resolve("data"), "x");
        assertThatThrownBy(() -> WorldFolder.hold(file, false))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not a folder");
    }
}
