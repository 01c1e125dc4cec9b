package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.CANCELED;
import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.launcher.Atlas;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A world serves, and somebody types {@code up} again. */
class SecondUpStoryTest extends Stories {
    @TempDir
    private Path temp;

    private final StringWriter err = new StringWriter();

    private int run(List<String> arguments) {
        CommandLine atlas = Atlas.commandLine();
        atlas.setErr(new PrintWriter(err, true));
        return atlas.execute(arguments.toArray(String[]::new));
    }

    /** The arguments of the world that serves, but for one. */
    private List<String> up(String option, Object value) {
        List<String> arguments = new ArrayList<>(story().world().upArguments());
        arguments.set(arguments.indexOf(option) + 1, value.toString());
        return arguments;
    }

    private void theFirstGoesOn() {
        given.account("ALFA").has("100000 USD");
        when.client("ALFA").buys("ord-1", "1", StoryConfig.QUIET, "50000");
        then.client("ALFA").sees(report("ord-1").execType(NEW));
        when.client("ALFA").cancels("ord-1", "cxl-1");
        then.client("ALFA").sees(report("cxl-1").execType(CANCELED));
        then.account("ALFA").has("USD", "100000", "0");
    }

    @Test
    void onTheSameDataItIsRefused() {
        assertThat(run(story().world().upArguments())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("atlas: the data folder ")
                .contains("in use")
                .hasLineCount(1);
        theFirstGoesOn();
    }

    @Test
    void onTheSameDataItIsRefusedEvenIfItWantsToBeginAnew() {
        List<String> arguments = new ArrayList<>(story().world().upArguments());
        arguments.add("--fresh");
        assertThat(run(arguments)).isEqualTo(1);
        assertThat(err.toString()).contains("in use").hasLineCount(1);
        theFirstGoesOn();
    }

    @Test
    void onTheSamePortsItIsRefused() {
        Path data = temp.resolve("data");
        assertThat(run(up("--data", data))).isEqualTo(1);
        assertThat(err.toString())
                .contains("port " + story().world().fixPort() + " is taken")
                .contains("--fix-port")
                .contains("--kafka-port")
                .hasLineCount(1);
        assertThat(data.resolve("kafka")).doesNotExist();
        theFirstGoesOn();
    }

    @Test
    void withFaultsInItsFilesAllAreListedAndNothingStarts() throws IOException {
        Pool pool = StoryConfig.write(temp.resolve("config"));
        assertThat(pool.take(StoryConfig.QUIET)).isEqualTo("BTC01-USD");
        edit("accounts.yaml", "amount: 100000}", "amount: 1e6}");
        edit("instruments.yaml", "tick: 0.01", "tick: 0.000000001");
        edit("market.yaml", "levels: 1\n", "levles: 1\n");
        edit("sessions.yaml", "group: CASH01", "group: DASH01");
        List<String> arguments = up("--config", temp.resolve("config"));
        arguments.set(arguments.indexOf("--data") + 1, temp.resolve("data").toString());

        assertThat(run(arguments)).isEqualTo(1);
        assertThat(err.toString())
                .contains("accounts.yaml: groups[0].accounts[0].deposits[0].amount: '1e6' (expected: ")
                .contains("instruments.yaml: instruments[0].tick")
                .contains("market.yaml: symbols[0].levles")
                .contains("sessions.yaml: sessions[0].group: 'DASH01' (expected: ")
                .doesNotContain("\tat ");
        assertThat(temp.resolve("data")).doesNotExist();
        theFirstGoesOn();
    }

    /** Breaks the first place that reads so. */
    private void edit(String file, String right, String wrong) throws IOException {
        Path path = temp.resolve("config").resolve(StoryConfig.PROFILE).resolve(file);
        String text = Files.readString(path);
        int at = text.indexOf(right);
        assertThat(at).as(right).isPositive();
        Files.writeString(path, text.substring(0, at) + wrong + text.substring(at + right.length()));
    }
}
