package io.atlas.wire.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The log in files: every end opens the folder anew. */
final class FilesUnderTest extends SteppedLog {
    private final Path folder;
    private final List<CommandLog> opened = new ArrayList<>();
    private final LossyLine faulty;

    FilesUnderTest(Path folder) throws IOException {
        this.folder = folder;
        this.faulty = new LossyLine(opened(FileCommandLog.open(folder).createTopic(topic(), 2)));
    }

    @Override
    public CommandLog client() {
        try {
            return opened(FileCommandLog.open(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandLog opened(CommandLog log) {
        opened.add(log);
        return log;
    }

    @Override
    public CommandLog faulty() {
        return faulty;
    }

    @Override
    public void cut(Cut how) {
        faulty.cut(how);
    }

    @Override
    public void heal() {
        faulty.cut(null);
    }

    @Override
    public void releaseHeld() {
        faulty.releaseHeld();
    }

    @Override
    public void close() {
        opened.forEach(CommandLog::close);
    }
}
