package io.atlas.launcher.tools;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bench}: JMH runs of the cores; takes JMH's own options. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the cores alone with JMH: matching and ledger.")
public final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JMH", description = "JMH's own arguments, after --: a name pattern, -f, -wi, -i, ...")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
