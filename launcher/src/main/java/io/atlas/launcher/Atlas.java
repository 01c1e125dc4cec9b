package io.atlas.launcher;

import io.atlas.launcher.fix.FixCommand;
import io.atlas.launcher.md.MdCommand;
import io.atlas.launcher.services.ConsoleCommand;
import io.atlas.launcher.services.GatewayCommand;
import io.atlas.launcher.services.KafkaCommand;
import io.atlas.launcher.services.MdPublisherCommand;
import io.atlas.launcher.services.OmsCommand;
import io.atlas.launcher.services.VenueCommand;
import io.atlas.launcher.soak.SoakCommand;
import io.atlas.launcher.tools.AuditCommand;
import io.atlas.launcher.tools.BenchCommand;
import io.atlas.launcher.tools.DoctorCommand;
import io.atlas.launcher.tools.LoadCommand;
import io.atlas.launcher.tools.LoadPartCommand;
import io.atlas.launcher.tools.PasswordCommand;
import io.atlas.launcher.tools.ReplayCommand;
import io.atlas.launcher.tools.SimulateCommand;
import io.atlas.launcher.tools.TopicsCommand;
import io.atlas.launcher.tools.VerifyCommand;
import io.atlas.launcher.up.UpCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command line. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
@Command(
        name = "atlas",
        mixinStandardHelpOptions = true,
        version = "atlas 0.1.0",
        description = "A FIX 4.4 trading system on one log.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "`atlas test` runs every test. Start with `atlas up`, then `atlas fix` in another terminal.",
            "ATLAS_DEBUG=1 adds the stack trace to an unexpected error."
        },
        subcommands = {
            UpCommand.class,
            KafkaCommand.class,
            GatewayCommand.class,
            OmsCommand.class,
            VenueCommand.class,
            MdPublisherCommand.class,
            ConsoleCommand.class,
            FixCommand.class,
            MdCommand.class,
            TopicsCommand.class,
            AuditCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            PasswordCommand.class,
            DoctorCommand.class,
            LoadCommand.class,
            LoadPartCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            SimulateCommand.class
        })
public final class Atlas implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        int code = commandLine().execute(args);
        // Kafka's and QuickFIX/J's own threads must not keep a finished command alive.
        System.exit(code);
    }

    /** The whole command line, for {@link #main} and for tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new Atlas())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Atlas::notUnderstood)
                .setExecutionExceptionHandler(Atlas::failed);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int notUnderstood(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("atlas: " + e.getMessage() + " (`"
                + command.getCommandSpec().qualifiedName() + " --help` lists what it takes)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof Refusal) {
            err.println("atlas: " + e.getMessage());
        } else {
            err.println("atlas: unexpected: " + e + " (ATLAS_DEBUG=1 shows where)");
        }
        if (System.getenv("ATLAS_DEBUG") != null) {
            e.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
