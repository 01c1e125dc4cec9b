package io.atlas.sim.check;

import io.atlas.domain.Command;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.VenueReport;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;

/** The valid records read so far, by position; EPOCH_STARTs and inert records are not there. */
final class LogIndex {
    private final List<List<Entry<Command>>> commands = new ArrayList<>();
    private final List<List<Entry<OrdersChanged>>> events = new ArrayList<>();
    private final List<Entry<VenueReport>> reports = new ArrayList<>();

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
    }

    void addEvent(int partition, Entry<OrdersChanged> entry) {
        put(events.get(partition), entry);
    }

    void addReport(Entry<VenueReport> entry) {
        put(reports, entry);
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
