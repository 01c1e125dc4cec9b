package io.atlas.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folders, shared by the commands that need them. The defaults lie beside the {@code atlas} script. */
public final class Home {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:ATLAS_HOME:-.}/data",
            description = "where the log and everything that must survive is kept (default: data/ beside the script)")
    private Path data;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "${env:ATLAS_HOME:-.}/fix-config",
            description = "instruments, accounts, sessions (default: fix-config/ beside the script)")
    private Path config;

    public Path data() {
        return data.toAbsolutePath().normalize();
    }

    public Path config() {
        return config.toAbsolutePath().normalize();
    }
}
