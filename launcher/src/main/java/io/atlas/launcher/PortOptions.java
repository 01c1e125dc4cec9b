package io.atlas.launcher;

import picocli.CommandLine.Option;

/** {@code --fix-port} and {@code --kafka-port} of a world, so that several run side by side. */
public final class PortOptions {
    @Option(
            names = "--fix-port",
            defaultValue = "9880",
            description = "where FIX clients log on (default: ${DEFAULT-VALUE})")
    private int fix;

    @Option(
            names = "--kafka-port",
            defaultValue = "19092",
            description = "where Kafka clients connect; its controller takes the next one (default: ${DEFAULT-VALUE})")
    private int kafka;

    public int fix() {
        return fix;
    }

    public int kafka() {
        return kafka;
    }

    public Ports ports() {
        return new Ports(fix, kafka);
    }
}
