package io.atlas.launcher.tools;

import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderIds;
import io.atlas.launcher.Refusal;
import io.atlas.wire.log.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: every record of an order, in order. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The story of one order: commands, venue reports, events and postings with positions and times.")
public final class AuditCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /** Which order. */
    static final class Which {
        @Option(names = "--clordid", paramLabel = "ID", required = true, description = "any ClOrdID(11) of its chain")
        private String clOrdId;

        @Option(names = "--order", paramLabel = "ID", required = true, description = "its OrderID(37), as 2-14")
        private String orderId;
    }

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Mixin
    private KafkaOption kafka;

    @Override
    public Integer call() {
        long orderId = which.orderId == null ? OrderIds.NONE : orderId(which.orderId);
        try (LogScan scan = new LogScan(kafka.reachable(), spec.commandLine().getErr())) {
            OrderStory story = new OrderStory(which.clOrdId, orderId);
            story.read(scan);
            if (story.lines().isEmpty()) {
                throw new Refusal(
                        "no record of %s in the log.",
                        which.clOrdId == null ? "order " + which.orderId : "ClOrdID " + which.clOrdId);
            }
            print(story.lines(), scan.inertCount());
        }
        return 0;
    }

    private static long orderId(String text) {
        try {
            return OrderIds.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal("--order: '%s' (expected: partition-offset, as OrderID(37) says)", text);
        }
    }

    private void print(List<OrderStory.Line> lines, long inert) {
        PrintWriter out = spec.commandLine().getOut();
        long firstMs = lines.get(0).sentMs();
        out.println("Records of " + Instant.ofEpochMilli(firstMs).toString().substring(0, 10) + ", in order:");
        out.printf("%-12s %8s  %-26s %s%n", "time (UTC)", "+ms", "position", "what");
        for (OrderStory.Line line : lines) {
            out.printf(
                    "%-12s %8d  %-26s %s%n",
                    TIME.format(Instant.ofEpochMilli(line.sentMs())),
                    line.sentMs() - firstMs,
                    line.position(),
                    line.what());
        }
        if (inert > 0) {
            out.println(inert
                    + " records in the log are not valid (repeated claims, late writes of former owners): not shown.");
        }
        out.flush();
    }

    /** Where in the flow a topic stands: the order of records of one millisecond. */
    static int rank(LogPosition position) {
        return List.of(Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.LEDGER)
                .indexOf(position.topic());
    }
}
