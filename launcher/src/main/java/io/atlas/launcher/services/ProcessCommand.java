package io.atlas.launcher.services;

import io.atlas.launcher.Ports;
import io.atlas.launcher.Refusal;
import io.atlas.wire.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the commands of the single services have in common. */
abstract class ProcessCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    ServiceOptions options;

    /** Runs a service with a name, until it is stopped. */
    final int serve(
            Config config,
            String service,
            String name,
            ServiceProcess.Partitions partitions,
            ServiceProcess.Starter starter) {
        return new ServiceProcess(spec.commandLine().getOut(), options, service, name).run(config, partitions, starter);
    }

    final Path dictionary() {
        return options.home().config().resolve("FIX44-ATLAS.xml");
    }

    static void requireFree(int port, String who, String option) {
        List<String> faults = Ports.of(port, who, option).faults();
        if (!faults.isEmpty()) {
            throw new Refusal("%s.", String.join("; ", faults));
        }
    }

    /** A service that nobody connects to. */
    static ServiceProcess.Started started(BooleanSupplier ready, String address) {
        return started(ready, () -> {}, address);
    }

    static ServiceProcess.Started started(BooleanSupplier ready, Runnable open, String address) {
        return new ServiceProcess.Started() {
            @Override
            public boolean ready() {
                return ready.getAsBoolean();
            }

            @Override
            public void open() {
                open.run();
            }

            @Override
            public String address() {
                return address;
            }
        };
    }
}
