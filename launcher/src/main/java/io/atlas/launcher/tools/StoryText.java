package io.atlas.launcher.tools;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.domain.OrderIds;
import io.atlas.launcher.tools.Story.Step;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The story of an order for people, aligned, and as JSON. Pure. */
final class StoryText {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double MS_NS = 1e6;
    /** FIX message handed to the socket; not in a record's stamps, but in {@code fix.messages}. */
    private static final int WIRE_OUT = 9;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final Map<Integer, String> HOPS = Map.of(
            Stamps.WIRE_IN,
            "FIX in",
            Stamps.DECIDED,
            "gateway decided",
            Stamps.OMS_IN,
            "OMS read it",
            Stamps.VENUE_IN,
            "venue received it",
            Stamps.REPORT_IN,
            "OMS read the report",
            WIRE_OUT,
            "FIX out");

    /** A time on the way of one command. */
    private record Hop(int number, long timeNs) {}

    private StoryText() {}

    static void print(Story story, PrintWriter out) {
        List<Step> steps = story.steps();
        long firstNs = steps.get(0).timeNs();
        out.printf(
                "%s  ClOrdID %s  %s%n",
                story.orderId() == OrderIds.NONE ? "a refused request" : "order " + OrderIds.text(story.orderId()),
                String.join(", ", story.clOrdIds()),
                Instant.ofEpochSecond(firstNs / SECOND_NS).toString().substring(0, 10));
        out.println();
        int width = steps.stream()
                .mapToInt(step -> step.position().toString().length())
                .max()
                .orElse(0);
        out.printf("%-15s %12s  %-" + width + "s  %s%n", "time (UTC)", "+ms", "position", "what");
        for (Step step : steps) {
            out.printf(
                    "%-15s %12.3f  %-" + width + "s  %s%n",
                    TIME.format(instant(step.timeNs())),
                    (step.timeNs() - firstNs) / MS_NS,
                    step.position(),
                    label(step) + step.what());
        }
        steps.stream().filter(step -> step.kind().equals(Topics.COMMANDS)).forEach(step -> hops(step, story, out));
        out.flush();
    }

    private static String label(Step step) {
        return switch (step.kind()) {
            case "FIX_IN" -> "FIX in   ";
            case "FIX_OUT" -> "FIX out  ";
            case Topics.PREVIEWS -> "preview  ";
            case Topics.LEDGER -> "postings ";
            default -> "";
        };
    }

    private static void hops(Step command, Story story, PrintWriter out) {
        List<Hop> hops = hops(command, story);
        if (hops.size() < 2) {
            return;
        }
        out.printf("%nhops of %s%n", command.position());
        long before = hops.get(0).timeNs();
        for (Hop hop : hops) {
            out.printf(
                    "  t%d  %-20s %s  %+12.3f ms%n",
                    hop.number(),
                    HOPS.get(hop.number()),
                    TIME.format(instant(hop.timeNs())),
                    (hop.timeNs() - before) / MS_NS);
            before = hop.timeNs();
        }
        out.printf(
                "      %-20s %15s  %12.3f ms%n",
                "in all", "", (before - hops.get(0).timeNs()) / MS_NS);
    }

    /** From the command, the event it caused, the venue's report of it and the event of that, to the first message after. */
    private static List<Hop> hops(Step command, Story story) {
        Map<Integer, Long> times = new TreeMap<>(command.stamps());
        for (Step step : story.steps()) {
            boolean own = command.position().equals(step.cause());
            boolean ofReport = step.cause() != null
                    && story.steps().stream()
                            .anyMatch(report -> report.kind().equals(Topics.REPORTS)
                                    && report.position().equals(step.cause())
                                    && command.position().equals(report.cause()));
            if (own || ofReport) {
                step.stamps().forEach(times::putIfAbsent);
            }
        }
        long last = times.values().stream().mapToLong(Long::longValue).max().orElse(0);
        story.steps().stream()
                .filter(step -> step.kind().equals("FIX_OUT") && step.timeNs() >= last && last > 0)
                .findFirst()
                .ifPresent(step -> times.put(WIRE_OUT, step.timeNs()));
        List<Hop> hops = new ArrayList<>();
        times.forEach((number, timeNs) -> {
            if (HOPS.containsKey(number)) {
                hops.add(new Hop(number, timeNs));
            }
        });
        return hops;
    }

    private static Instant instant(long timeNs) {
        return Instant.ofEpochSecond(timeNs / SECOND_NS, timeNs % SECOND_NS);
    }

    /** The story with every record whole; times are epoch nanoseconds as text. */
    static ObjectNode json(Story story, ObjectMapper mapper) throws IOException {
        ObjectNode node = mapper.createObjectNode();
        node.put("orderId", OrderIds.text(story.orderId()));
        ArrayNode ids = node.putArray("clOrdIds");
        story.clOrdIds().forEach(ids::add);
        ArrayNode steps = node.putArray("steps");
        for (Step step : story.steps()) {
            ObjectNode each = steps.addObject();
            each.put("time", Long.toString(step.timeNs()));
            each.put("kind", step.kind());
            each.put("position", step.position().toString());
            each.put("what", step.what());
            ObjectNode stamps = each.putObject("stamps");
            step.stamps().forEach((hop, timeNs) -> stamps.put("t" + hop, Long.toString(timeNs)));
            each.set("record", mapper.readTree(step.json()));
        }
        ArrayNode hops = node.putArray("hops");
        for (Step step : story.steps()) {
            if (step.kind().equals(Topics.COMMANDS)) {
                ObjectNode each = hops.addObject();
                each.put("command", step.position().toString());
                hops(step, story).forEach(hop -> each.put("t" + hop.number(), Long.toString(hop.timeNs())));
            }
        }
        return node;
    }
}
