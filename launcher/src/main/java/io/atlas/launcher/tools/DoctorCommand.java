package io.atlas.launcher.tools;

import com.sun.management.OperatingSystemMXBean;
import io.atlas.launcher.Home;
import io.atlas.launcher.PortOptions;
import io.atlas.launcher.Ports;
import io.atlas.launcher.services.WorldFolder;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what a world needs on this machine, what is wrong, and how to mend it. Changes nothing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks this machine and the configuration: what is wrong and how to mend it.")
public final class DoctorCommand implements Callable<Integer> {
    private static final long MIN_MEMORY_BYTES = 1536L << 20;
    private static final long MIN_SHARED_BYTES = 64L << 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Home home;

    @Mixin
    private PortOptions ports;

    @Option(names = "--profile", defaultValue = "demo", description = "default: ${DEFAULT-VALUE}")
    private String profile;

    private final List<String> good = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    @Override
    public Integer call() {
        good.add("java " + Runtime.version() + " at " + System.getProperty("java.home"));
        memory();
        disk();
        sharedMemory();
        portsAndWorld();
        configuration();
        PrintWriter out = spec.commandLine().getOut();
        good.forEach(line -> out.println("ok     " + line));
        bad.forEach(line -> out.println("WRONG  " + line));
        out.println(bad.isEmpty() ? "All is well." : bad.size() + " to mend.");
        out.flush();
        return bad.isEmpty() ? 0 : 1;
    }

    private void memory() {
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        check(
                total >= MIN_MEMORY_BYTES,
                "memory " + (total >> 20) + " MiB",
                "a world takes up to 1.2 GiB: give this machine 1536 MiB or more");
    }

    private void disk() {
        Path folder = home.data();
        while (!Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (!Files.isWritable(folder)) {
            bad.add("data folder " + home.data() + " cannot be written: change its owner, or give --data");
            return;
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            check(
                    free >= WorldFolder.MIN_FREE_BYTES,
                    "data folder " + home.data() + ", " + (free >> 20) + " MiB free",
                    "free " + (WorldFolder.MIN_FREE_BYTES >> 20) + " MiB, or give --data");
        } catch (IOException e) {
            bad.add("data folder " + home.data() + " cannot be looked at: " + e.getMessage());
        }
    }

    /** Aeron's buffers lie there; without it they go to the data folder, which is slower. */
    private void sharedMemory() {
        Path shm = Path.of("/dev/shm");
        if (!Files.isDirectory(shm)) {
            good.add("no /dev/shm here: Aeron's buffers go to the data folder");
            return;
        }
        try {
            long free = Files.getFileStore(shm).getUsableSpace();
            check(
                    Files.isWritable(shm) && free >= MIN_SHARED_BYTES,
                    "/dev/shm, " + (free >> 20) + " MiB free",
                    "make it writable with " + (MIN_SHARED_BYTES >> 20) + " MiB free (containers: --shm-size)");
        } catch (IOException e) {
            bad.add("/dev/shm cannot be looked at: " + e.getMessage());
        }
    }

    private void portsAndWorld() {
        Optional<Long> running = WorldFolder.holder(home.data());
        if (running.isEmpty()) {
            List<String> faults = ports.ports(true).faults();
            bad.addAll(faults);
            if (faults.isEmpty()) {
                good.add("ports " + ports.fix() + ", " + ports.console() + ", " + ports.kafka() + " and "
                        + (ports.kafka() + 1) + " are free");
            }
            return;
        }
        good.add("a world runs in " + home.data() + " (pid " + running.get() + ")");
        check(
                Ports.answers("127.0.0.1", ports.kafka()),
                "its Kafka answers at " + ports.kafka(),
                "nothing answers there: give --kafka-port as it was given to `up`");
        check(
                Ports.answers("127.0.0.1", ports.fix()),
                "its FIX gateway answers at " + ports.fix(),
                "nothing answers there: give --fix-port as it was given to `up`, or look at logs/atlas.log");
    }

    private void configuration() {
        try {
            Config.load(home.config(), profile);
            good.add("configuration " + home.config() + ", profile " + profile);
        } catch (ConfigException e) {
            e.faults().forEach(fault -> bad.add("configuration " + fault));
        }
    }

    private void check(boolean ok, String what, String mend) {
        if (ok) {
            good.add(what);
        } else {
            bad.add(what + ": " + mend);
        }
    }
}
