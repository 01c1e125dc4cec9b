package io.atlas.launcher.tools;

import io.atlas.launcher.Logging;
import io.atlas.launcher.replay.LogOption;
import io.atlas.launcher.replay.Verification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code verify}: chains and invariants over a whole log, for operators after an alarm. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the chains and the invariants I1 to I9 and I12 over the whole log; names the first broken record.",
            "The checks use the records alone, not the services' code; `replay --verify` does the other half."
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LogOption log;

    @Override
    public Integer call() {
        Logging.silence();
        try (LogOption.Source source = log.open()) {
            return new Verification(
                            source,
                            log.dataOrNull() == null,
                            Runtime.getRuntime().availableProcessors(),
                            spec.commandLine().getOut())
                    .invariants();
        }
    }
}
