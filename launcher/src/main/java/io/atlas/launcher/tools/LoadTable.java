package io.atlas.launcher.tools;

import io.atlas.bench.load.LoadResult;
import io.atlas.bench.load.LoadResult.Latency;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Prints what {@code load} measured. */
final class LoadTable {
    private LoadTable() {}

    /** A finished run; memory of the server in MiB, 0 if unknown. */
    record Run(String name, LoadResult result, long residentBeforeMib, long residentAfterMib) {}

    static void print(PrintWriter out, Run run) {
        LoadResult result = run.result();
        out.printf(
                "%s: %d orders sent, %d measured, %d refused, %d lost; %.0f orders/s live; %.1f us of CPU an order;"
                        + " resident %d -> %d MiB%n",
                run.name(),
                result.sent(),
                result.measured(),
                result.refusals().values().stream().mapToLong(Long::longValue).sum(),
                result.lost(),
                result.liveRate(),
                result.cpuPerOrderNs() / 1e3,
                run.residentBeforeMib(),
                run.residentAfterMib());
        out.printf(
                "  %-18s %9s %9s %9s %9s %9s %9s%n",
                "ms since it was due", "p50", "p90", "p99", "p99.9", "max", "count");
        print(out, "150=A recorded", result.toAck());
        print(out, "150=0 live", result.toLive());
        print(out, "150=F first fill", result.toFill());
        result.refusals().forEach((reason, count) -> out.printf("  refused %d: %s%n", count, reason));
        if (result.trouble() != null) {
            out.println("  TROUBLE " + result.trouble());
        }
        out.println();
        out.flush();
    }

    private static void print(PrintWriter out, String name, Latency latency) {
        if (latency.count() > 0) {
            out.printf(
                    "  %-18s  %9.3f %9.3f %9.3f %9.3f %9.3f %9d%n",
                    name,
                    latency.p50Ns() / 1e6,
                    latency.p90Ns() / 1e6,
                    latency.p99Ns() / 1e6,
                    latency.p999Ns() / 1e6,
                    latency.maxNs() / 1e6,
                    latency.count());
        }
    }

    /** The first run against each of the others. */
    static void printRatios(PrintWriter out, List<Run> runs) {
        for (Run other : runs.subList(1, runs.size())) {
            Run first = runs.get(0);
            out.printf("%s / %s:", first.name(), other.name());
            ratio(out, "150=A p50", first, other, result -> result.toAck().p50Ns());
            ratio(out, "150=0 p50", first, other, result -> result.toLive().p50Ns());
            ratio(out, "orders/s", first, other, LoadResult::liveRate);
            ratio(out, "CPU an order", first, other, LoadResult::cpuPerOrderNs);
            out.println();
        }
        out.flush();
    }

    private static void ratio(PrintWriter out, String name, Run first, Run other, ToDoubleFunction<LoadResult> figure) {
        double of = figure.applyAsDouble(other.result());
        if (of > 0) {
            out.printf("  %s %.2f", name, figure.applyAsDouble(first.result()) / of);
        }
    }
}
