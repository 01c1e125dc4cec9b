package io.atlas.launcher.replay;

import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;

/**
 * A cursor over the segment files of one partition, mapped one after the other. Every batch is checked against its CRC. A batch
 * that is not whole at the very end is what a crash left half-written: to the cursor it is not there, as it will not be to the
 * broker. Any other damage stops it with {@link DamagedLog}.
 *
 * <p>Thread: one.
 */
final class SegmentReader implements LogReader {
    private static final String STAMPS = "stamps";
    private static final byte[] NOTHING = new byte[0];

    private final String place;
    private final List<Path> segments;
    private final boolean cleanlyStopped;
    private final long fromOffset;
    private int segment = -1;
    private Iterator<MutableRecordBatch> batches = Collections.emptyIterator();
    private Iterator<Record> records = Collections.emptyIterator();
    private long nextOffset;
    private long batchEnd;
    private boolean ended;

    /**
     * @param place as in {@code orders.commands/3}
     * @param segments in the order of their offsets
     * @param cleanlyStopped whether the broker said so: then no tail can be torn
     */
    SegmentReader(String place, List<Path> segments, boolean cleanlyStopped, long fromOffset) {
        this.place = place;
        this.segments = segments;
        this.cleanlyStopped = cleanlyStopped;
        this.fromOffset = fromOffset;
    }

    @Override
    public int poll(Consumer<LogRecord> handler, int limit) {
        int count = 0;
        while (count < limit && (records.hasNext() || nextBatch())) {
            Record record = records.next();
            nextOffset = record.offset() + 1;
            if (record.offset() >= fromOffset) {
                handler.accept(copy(record));
                count++;
            }
        }
        return count;
    }

    private boolean nextBatch() {
        while (!ended) {
            MutableRecordBatch batch = batchOrNull();
            if (batch == null) {
                nextSegment();
            } else if (!whole(batch)) {
                ended = true;
            } else if (batch.lastOffset() >= fromOffset && !batch.isControlBatch()) {
                records = batch.iterator();
                batchEnd = batch.nextOffset();
                return true;
            } else {
                nextOffset = batch.nextOffset();
            }
        }
        return false;
    }

    private MutableRecordBatch batchOrNull() {
        try {
            return batches.hasNext() ? batches.next() : null;
        } catch (KafkaException unreadable) {
            if (mayBeTorn()) {
                ended = true;
                return null;
            }
            throw new DamagedLog(place, nextOffset, segments.get(segment) + ": " + unreadable.getMessage());
        }
    }

    private boolean whole(MutableRecordBatch batch) {
        if (batch.isValid()) {
            return true;
        }
        if (mayBeTorn() && !batches.hasNext()) {
            return false;
        }
        throw new DamagedLog(
                place,
                batch.baseOffset(),
                segments.get(segment) + ": the batch of records " + batch.baseOffset() + " to " + batch.lastOffset()
                        + " does not match its checksum");
    }

    private boolean mayBeTorn() {
        return !cleanlyStopped && segment == segments.size() - 1;
    }

    private void nextSegment() {
        if (ended || ++segment >= segments.size()) {
            ended = true;
            return;
        }
        try (FileChannel file = FileChannel.open(segments.get(segment), StandardOpenOption.READ)) {
            ByteBuffer mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            batches = MemoryRecords.readableRecords(mapped).batches().iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LogRecord copy(Record record) {
        byte[] stamps = null;
        for (Header header : record.headers()) {
            if (header.key().equals(STAMPS)) {
                stamps = header.value();
            }
        }
        byte[] value = bytes(record.value());
        return new LogRecord(record.offset(), bytes(record.key()), value == null ? NOTHING : value, stamps);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Reads the heads of all that is there; returns the offset the next record would get. */
    long toEnd() {
        while (nextBatch()) {
            records = Collections.emptyIterator();
            nextOffset = batchEnd;
        }
        return nextOffset;
    }

    @Override
    public void close() {
        ended = true;
        batches = Collections.emptyIterator();
        records = Collections.emptyIterator();
    }
}
