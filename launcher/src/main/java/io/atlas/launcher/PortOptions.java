package io.atlas.launcher;

import picocli.CommandLine.Option;

/** {@code --fix-port}, {@code --console-port} and {@code --kafka-port} of a world, so that several run side by side. */
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

    @Option(
            names = "--console-port",
            defaultValue = "8080",
            description = "where browsers find the web console (default: ${DEFAULT-VALUE})")
    private int console;

    public int fix() {
        return fix;
    }

    public int kafka() {
        return kafka;
    }

    public int console() {
        return console;
    }

    /** @param withConsole whether the profile has a web console */
    public Ports ports(boolean withConsole) {
        Ports ports = new Ports(fix, kafka);
        return withConsole ? ports.withConsole(console) : ports;
    }
}
