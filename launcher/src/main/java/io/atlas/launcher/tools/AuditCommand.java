package io.atlas.launcher.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.atlas.domain.OrderIds;
import io.atlas.launcher.Logging;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.LogOption;
import io.atlas.launcher.replay.StoryScan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: the whole story of an order, or of an account. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "The story of one order: FIX in, preview, reservation, commands, venue reports, events, fills, postings, FIX out, with"
                    + " positions and the time of every hop.",
            "With --account: deposits, refusals, orders as they stand, and every movement of the money."
        })
public final class AuditCommand implements Callable<Integer> {
    /** Which order or account. */
    static final class Which {
        @Option(names = "--order", paramLabel = "ID", required = true, description = "its OrderID(37), as 2-14")
        private String orderId;

        @Option(names = "--clordid", paramLabel = "ID", required = true, description = "any ClOrdID(11) of its chain")
        private String clOrdId;

        @Option(names = "--account", paramLabel = "NAME", required = true, description = "an account, as DESK-1")
        private String account;
    }

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Mixin
    private LogOption log;

    @Option(names = "--json", description = "everything as JSON, the records whole")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Logging.silence();
        try (LogOption.Source source = log.open()) {
            StoryScan scan = new StoryScan(source.log());
            if (which.account != null) {
                account(scan);
            } else {
                orders(scan);
            }
            if (!json && scan.inertCount() > 0) {
                out().printf(
                                "%n%,d of %,d records read are not valid (repeated claims, late writes of former owners):"
                                        + " not shown.%n",
                                scan.inertCount(), scan.read());
                out().flush();
            }
        }
        return 0;
    }

    private void account(StoryScan scan) throws IOException {
        AccountStory story = new AccountStory(scan, which.account);
        if (story.isEmpty()) {
            throw new Refusal("no record of account %s in the log.", which.account);
        }
        if (json) {
            print(story.json(new ObjectMapper()));
        } else {
            story.print(out());
        }
    }

    private void orders(StoryScan scan) throws IOException {
        List<Story> stories = which.orderId != null
                ? List.of(Story.ofOrder(scan, orderId(which.orderId)))
                : Story.ofClOrdId(scan, which.clOrdId);
        stories = stories.stream().filter(story -> !story.steps().isEmpty()).toList();
        if (stories.isEmpty()) {
            throw new Refusal(
                    "no record of %s in the log.",
                    which.clOrdId == null ? "order " + which.orderId : "ClOrdID " + which.clOrdId);
        }
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            ArrayNode all = mapper.createArrayNode();
            for (Story story : stories) {
                all.add(StoryText.json(story, mapper));
            }
            print(all.size() == 1 ? all.get(0) : all);
        } else {
            for (Story story : stories) {
                StoryText.print(story, out());
            }
        }
    }

    private void print(JsonNode node) throws IOException {
        out().println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(node));
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static long orderId(String text) {
        try {
            long id = OrderIds.parse(text);
            if (id != OrderIds.NONE) {
                return id;
            }
        } catch (IllegalArgumentException notOne) {
            throw new Refusal("--order: '%s' (expected: partition-offset, as OrderID(37) says)", text);
        }
        throw new Refusal("--order: '%s' (expected: partition-offset, as OrderID(37) says)", text);
    }
}
