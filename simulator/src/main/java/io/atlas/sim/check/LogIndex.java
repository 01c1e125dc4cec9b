package io.atlas.sim.check;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.VenueReport;
import io.atlas.sim.port.Lie;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The valid records read so far, by position; EPOCH_STARTs and inert records are not there. */
final class LogIndex {
    private final List<List<Entry<Command>>> commands = new ArrayList<>();
    private final List<List<Entry<OrdersChanged>>> events = new ArrayList<>();
    private final List<Entry<VenueReport>> reports = new ArrayList<>();
    private final Map<Long, List<Lie>> liesByReport = new HashMap<>();
    private final Map<String, Long> orderOfRequest = new HashMap<>();
    private final Set<Long> spoiled = new HashSet<>();

    LogIndex(int partitions) {
        for (int p = 0; p < partitions; p++) {
            commands.add(new ArrayList<>());
            events.add(new ArrayList<>());
        }
    }

    int partitions() {
        return commands.size();
    }

    void addCommand(int partition, Entry<Command> entry) {
        put(commands.get(partition), entry);
        if (entry.body() instanceof CancelOrder cancel) {
            orderOfRequest.put(cancel.origin().clOrdId(), cancel.orderId());
        } else if (entry.body() instanceof ReplaceOrder replace) {
            orderOfRequest.put(replace.origin().clOrdId(), replace.orderId());
        }
    }

    void addEvent(int partition, Entry<OrdersChanged> entry) {
        put(events.get(partition), entry);
    }

    void addReport(Entry<VenueReport> entry, List<Lie> lies) {
        put(reports, entry);
        if (!lies.isEmpty()) {
            liesByReport.put(entry.offset(), lies);
            lies.stream().filter(lie -> !lie.impossible()).forEach(lie -> spoiled.add(lie.orderId()));
        }
    }

    /** What a hostile venue put into the report there. */
    List<Lie> lies(long offset) {
        return liesByReport.getOrDefault(offset, List.of());
    }

    /** Whether anything was told of the order that could be true and is not: what is true of it may look impossible. */
    boolean spoiled(long orderId) {
        return spoiled.contains(orderId);
    }

    /** Whether a cancel or replace was accepted under that ClOrdID. */
    boolean requests(String clOrdId) {
        return orderOfRequest.containsKey(clOrdId);
    }

    /** Whether that cancel or replace is of such an order: the venue's answer to it may be set aside. */
    boolean spoiledRequest(String clOrdId) {
        Long orderId = orderOfRequest.get(clOrdId);
        return orderId != null && spoiled(orderId);
    }

    /** Whether the venue has lied at all. */
    boolean lied() {
        return !liesByReport.isEmpty();
    }

    private static <T> void put(List<Entry<T>> entries, Entry<T> entry) {
        while (entries.size() < entry.offset()) {
            entries.add(null);
        }
        entries.add(entry);
    }

    private static <T> Entry<T> get(List<Entry<T>> entries, long offset) {
        return offset < 0 || offset >= entries.size() ? null : entries.get((int) offset);
    }

    /** The command there, or null. */
    Entry<Command> commandOrNull(int partition, long offset) {
        return get(commands.get(partition), offset);
    }

    /** The event there, or null. */
    Entry<OrdersChanged> eventOrNull(int partition, long offset) {
        return get(events.get(partition), offset);
    }

    /** The venue's report there, or null. */
    Entry<VenueReport> reportOrNull(long offset) {
        return get(reports, offset);
    }

    /** Whether a valid record lies there. */
    boolean has(LogPosition position) {
        return switch (position.topic()) {
            case Topics.COMMANDS -> commandOrNull(position.partition(), position.offset()) != null;
            case Topics.EVENTS -> eventOrNull(position.partition(), position.offset()) != null;
            case Topics.REPORTS -> reportOrNull(position.offset()) != null;
            default -> false;
        };
    }

    /** All valid commands of the partition, in order; null where there is none. */
    List<Entry<Command>> commands(int partition) {
        return commands.get(partition);
    }

    /** All valid events of the partition, in order; null where there is none. */
    List<Entry<OrdersChanged>> events(int partition) {
        return events.get(partition);
    }

    /** All valid reports, in order; null where there is none. */
    List<Entry<VenueReport>> reports() {
        return reports;
    }
}
