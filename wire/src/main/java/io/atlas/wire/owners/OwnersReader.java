package io.atlas.wire.owners;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What all owners have said last. Thread: the one that polls its log. */
public final class OwnersReader implements AutoCloseable {
    private static final int READ_LIMIT = 4_096;

    private final LogReader reader;
    private final Map<String, OwnerRecord> last = new TreeMap<>();
    private long position = -1;

    /** Reads from the beginning, which compaction keeps short. */
    public OwnersReader(CommandLog log) {
        this.reader = log.reader(Topics.OWNERS, 0, 0);
    }

    /** Takes in what has arrived; returns how many records that was. */
    public int poll() {
        return reader.poll(this::onRecord, READ_LIMIT);
    }

    private void onRecord(LogRecord record) {
        position = record.offset();
        OwnerCodec.decode(record.value())
                .ifPresent(owner -> last.merge(owner.key().text(), owner, OwnersReader::later));
    }

    /** A former owner that was stopped and has not yet noticed its successor may still speak once: it names an older epoch. */
    private static OwnerRecord later(OwnerRecord before, OwnerRecord now) {
        boolean outdated =
                now.epoch() >= 0 && now.epoch() < before.epoch() && !now.owner().equals(before.owner());
        return outdated ? before : now;
    }

    /** The offset of the last record read, -1 before the first. */
    public long position() {
        return position;
    }

    /** What the last owner of that partition has said last. */
    public Optional<OwnerRecord> of(String service, int partition) {
        return Optional.ofNullable(last.get(new OwnerRecord.Key(service, partition).text()));
    }

    /** The last record of each service and partition, by service, then as text by partition. */
    public Collection<OwnerRecord> all() {
        return List.copyOf(last.values());
    }

    @Override
    public void close() {
        reader.close();
    }
}
