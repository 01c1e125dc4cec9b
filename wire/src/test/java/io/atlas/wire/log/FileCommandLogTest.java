package io.atlas.wire.log;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** In files. */
final class FileCommandLogTest extends CommandLogContract {
    @TempDir
    private Path folder;

    @Override
    protected LogUnderTest open() throws IOException {
        return new FilesUnderTest(folder);
    }
}
