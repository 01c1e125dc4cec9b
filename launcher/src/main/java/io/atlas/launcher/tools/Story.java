package io.atlas.launcher.tools;

import static io.atlas.launcher.tools.Story.Step.NO_STAMPS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atlas.domain.CancelOrder;
import io.atlas.domain.ClientCommand;
import io.atlas.domain.Command;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.VenueReport;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.StoryScan;
import io.atlas.launcher.replay.StoryScan.Found;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything the log holds of one order, in the order in which it happened. */
final class Story {
    private static final List<String> FLOW = List.of(
            Topics.PREVIEWS, "FIX_IN", Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.LEDGER, "FIX_OUT");
    private static final String SOH = "\\u0001";

    /**
     * A record of it.
     *
     * @param timeNs when it happened: a FIX message's own time, the last stamp of a record, else the record's time
     * @param kind the place in the flow
     * @param cause the input whose output it is, or null
     * @param stamps hop number to epoch nanoseconds
     */
    record Step(
            long timeNs,
            String kind,
            LogPosition position,
            LogPosition cause,
            String what,
            Map<Integer, Long> stamps,
            String json) {
        static final Map<Integer, Long> NO_STAMPS = Map.of();
    }

    private final StoryScan scan;
    private final CommandCodec commandCodec = new CommandCodec();
    private final OrderEventCodec eventCodec = new OrderEventCodec();
    private final VenueRecordCodec venueCodec = new VenueRecordCodec();
    private final LedgerCodec ledgerCodec = new LedgerCodec();
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> clOrdIds = new LinkedHashSet<>();
    private final Set<String> sessions = new TreeSet<>();
    private final Set<LogPosition> causes = new LinkedHashSet<>();
    private final int partition;
    private final long orderId;

    /**
     * The story of the order.
     *
     * @param orderId OrderID(37); {@link OrderIds#NONE} for a request that never became part of an order
     */
    private Story(StoryScan scan, int partition, long orderId) {
        this.scan = scan;
        this.partition = partition;
        this.orderId = orderId;
    }

    /** By OrderID(37). */
    static Story ofOrder(StoryScan scan, long orderId) {
        if (OrderIds.partition(orderId) >= scan.partitions(Topics.COMMANDS)) {
            throw new Refusal("no record of order %s in the log.", OrderIds.text(orderId));
        }
        Story story = new Story(scan, OrderIds.partition(orderId), orderId);
        story.readCommands(Set.of());
        story.readRest();
        return story;
    }

    /** By any ClOrdID(11) of its chain; one per account group that has used it. */
    static List<Story> ofClOrdId(StoryScan scan, String clOrdId) {
        CommandCodec codec = new CommandCodec();
        List<Story> stories = new ArrayList<>();
        for (int p = 0; p < scan.partitions(Topics.COMMANDS); p++) {
            Set<Long> orders = new LinkedHashSet<>();
            for (Found found : scan.valid(Topics.COMMANDS, p, codec, Set.of(field("clOrdId", clOrdId)))) {
                Command command = codec.decode(found.record()).body();
                if (command instanceof ClientCommand asked
                        && asked.origin().clOrdId().equals(clOrdId)) {
                    orders.add(orderOf(p, found.position().offset(), command));
                }
            }
            for (long order : orders) {
                Story story = new Story(scan, p, order);
                story.readCommands(order == OrderIds.NONE ? Set.of(clOrdId) : Set.of());
                story.readRest();
                stories.add(story);
            }
        }
        return stories;
    }

    private static long orderOf(int partition, long offset, Command command) {
        if (command instanceof NewOrder) {
            return OrderIds.of(partition, offset);
        } else if (command instanceof CancelOrder cancel) {
            return cancel.orderId();
        } else if (command instanceof ReplaceOrder replace) {
            return replace.orderId();
        }
        return ((Rejected) command).existing().orderId();
    }

    private static String field(String name, String value) {
        return '"' + name + "\":\"" + value + '"';
    }

    private void readCommands(Set<String> refusedIds) {
        Set<String> texts = new LinkedHashSet<>();
        refusedIds.forEach(id -> texts.add(field("clOrdId", id)));
        if (orderId != OrderIds.NONE) {
            texts.add(field("orderId", OrderIds.text(orderId)));
        }
        // The order's own command does not name the order: it is the one at the offset.
        long own = orderId == OrderIds.NONE ? -1 : OrderIds.offset(orderId);
        List<Found> all = scan.valid(Topics.COMMANDS, partition, commandCodec, texts, own);
        for (Found found : all) {
            Entry<Command> entry = commandCodec.decode(found.record());
            if (entry.body() instanceof ClientCommand asked && orderOf(partition, entry.offset(), asked) == orderId) {
                clOrdIds.add(asked.origin().clOrdId());
                sessions.add(asked.origin().session());
                add(found, entry.time(), RecordText.of(entry.body()));
            }
        }
    }

    private void readRest() {
        if (orderId != OrderIds.NONE) {
            String id = OrderIds.text(orderId);
            Set<Long> ids = Set.of(orderId);
            for (Found found : scan.valid(Topics.REPORTS, 0, venueCodec, Set.of('"' + id + '"'))) {
                if (venueCodec.decode(found.record()).body() instanceof VenueReport report) {
                    List<VenueReport.Outcome> ours = report.outcomes().stream()
                            .filter(outcome -> RecordText.concerns(outcome, ids))
                            .toList();
                    add(found, venueCodec.decode(found.record()).time(), RecordText.of(report, ours));
                }
            }
            for (Found found : scan.valid(Topics.EVENTS, partition, eventCodec, Set.of(field("orderId", id)))) {
                if (eventCodec.decode(found.record()).body() instanceof OrdersChanged changed) {
                    List<OrderChange> ours = changed.changes().stream()
                            .filter(change -> change.order().orderId() == orderId)
                            .toList();
                    add(found, eventCodec.decode(found.record()).time(), RecordText.of(ours));
                }
            }
        }
        readPostings();
        readMessages();
        steps.sort(Comparator.comparingLong(Step::timeNs)
                .thenComparingInt(step -> FLOW.indexOf(step.kind()))
                .thenComparingLong(step -> step.position().offset()));
    }

    private void readPostings() {
        Map<LogPosition, Long> happened = new TreeMap<>(Comparator.comparing(LogPosition::toString));
        steps.forEach(step -> happened.put(step.position(), step.timeNs()));
        for (Found found : scan.causedBy(Topics.LEDGER, partition, ledgerCodec, causes)) {
            var entry = ledgerCodec.decode(found.record());
            LedgerEntry body = (LedgerEntry) entry.body();
            if (!body.postings().isEmpty()) {
                // It has no stamp of its own: it lies right behind its cause.
                long timeNs = happened.getOrDefault(entry.cause(), entry.time());
                steps.add(new Step(
                        timeNs,
                        Topics.LEDGER,
                        found.position(),
                        entry.cause(),
                        RecordText.of(body),
                        NO_STAMPS,
                        found.text()));
            }
        }
    }

    private void readMessages() {
        Set<String> inFix = new LinkedHashSet<>();
        Set<String> inPreviews = new LinkedHashSet<>();
        for (String id : clOrdIds) {
            inFix.add(SOH + "11=" + id + SOH);
            inPreviews.add(field("clOrdId", id));
        }
        if (orderId != OrderIds.NONE) {
            inFix.add(SOH + "37=" + OrderIds.text(orderId) + SOH);
        }
        for (int p = 0; p < scan.partitions(Topics.FIX_MESSAGES); p++) {
            scan.any(Topics.FIX_MESSAGES, p, inFix).forEach(this::message);
        }
        if (scan.partitions(Topics.PREVIEWS) > partition && !inPreviews.isEmpty()) {
            for (Found found : scan.any(Topics.PREVIEWS, partition, inPreviews)) {
                JsonNode node = parsed(found);
                steps.add(new Step(
                        node.path("time").asLong(),
                        Topics.PREVIEWS,
                        found.position(),
                        null,
                        PreviewText.of(node),
                        NO_STAMPS,
                        found.text()));
            }
        }
    }

    private void message(Found found) {
        JsonNode node = parsed(found);
        // Another group may use the same ClOrdID.
        if (sessions.contains(node.path("session").asText())) {
            String raw = node.path("raw").asText().replace('\u0001', '|');
            steps.add(new Step(
                    node.path("time").asLong(),
                    node.path("type").asText(),
                    found.position(),
                    null,
                    node.path("session").asText() + " " + raw,
                    NO_STAMPS,
                    found.text()));
        }
    }

    private JsonNode parsed(Found found) {
        try {
            return mapper.readTree(found.record().value());
        } catch (IOException e) {
            throw new Refusal("%s is not JSON: %s", found.position(), e.getMessage());
        }
    }

    private void add(Found found, long recordTimeNs, String what) {
        causes.add(found.position());
        Map<Integer, Long> stamps = new TreeMap<>();
        long last = 0;
        for (int hop = 1; hop <= 9; hop++) {
            long timeNs = Stamps.time(found.record().stamps(), hop);
            if (timeNs != 0) {
                stamps.put(hop, timeNs);
                last = timeNs;
            }
        }
        String kind = found.position().topic();
        // A report happens when the venue says so; commands and events when the service had them in hand.
        boolean stamped = last != 0 && !kind.equals(Topics.REPORTS);
        steps.add(new Step(
                stamped ? last : recordTimeNs,
                kind,
                found.position(),
                found.causeOrNull(),
                what,
                stamps,
                found.text()));
    }

    /** What happened, in order. */
    List<Step> steps() {
        return steps;
    }

    /** The ClOrdIDs of its chain. */
    Set<String> clOrdIds() {
        return clOrdIds;
    }

    /** OrderID(37), {@link OrderIds#NONE} for a refused request. */
    long orderId() {
        return orderId;
    }
}
