package io.atlas.sim.check;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.VenueReport;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.Report;
import io.atlas.sim.client.Witness;
import io.atlas.sim.port.SimLog;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;

/** Reads what has landed since the last look, tells valid from inert by its own means (I9), and tells all checkers. */
public final class LogWitness implements Witness {
    /** Told of every record that landed. */
    public interface Landing {
        /** @param valid EPOCH_STARTs too are valid or not */
        void landed(LogPosition position, LogRecord record, boolean valid);
    }

    /** A cursor over one partition. */
    private final class Cursor<T> {
        private final String topic;
        private final int partition;
        private final RecordCodec<T> codec;
        private final List<LogRecord> records;
        private final I9ValidRecords epochs = new I9ValidRecords();
        private int next;

        Cursor(String topic, int partition, RecordCodec<T> codec) {
            this.topic = topic;
            this.partition = partition;
            this.codec = codec;
            this.records = log.store().records(topic, partition);
        }

        void read() {
            while (next < records.size()) {
                LogRecord record = records.get(next++);
                LogPosition position = new LogPosition(topic, partition, record.offset());
                RecordCodec.Header header = codec.header(record.value());
                String writer = log.writerOf(record.value());
                Entry<T> entry = codec.decode(record);
                boolean valid;
                if (entry.body() instanceof EpochStart start) {
                    valid = epochs.epochStart(position, start.followsEpoch(), start.owner(), writer);
                    if (valid) {
                        checkers.forEach(checker -> checker.onEpochStart(position, start));
                    }
                } else {
                    valid = epochs.record(position, header.epoch(), header.seq(), writer);
                    if (valid) {
                        tell(position, record, entry);
                    }
                }
                landing.landed(position, record, valid);
            }
        }
    }

    private final SimLog log;
    private final LogIndex index;
    private final List<Checker> checkers;
    private final Landing landing;
    private final List<Cursor<?>> cursors = new ArrayList<>();

    LogWitness(SimLog log, LogIndex index, List<Checker> checkers, Landing landing) {
        this.log = log;
        this.index = index;
        this.checkers = checkers;
        this.landing = landing;
        // Causes before what they cause.
        for (int p = 0; p < index.partitions(); p++) {
            cursors.add(new Cursor<>(Topics.COMMANDS, p, new CommandCodec()));
        }
        cursors.add(new Cursor<>(Topics.REPORTS, 0, new VenueRecordCodec()));
        for (int p = 0; p < index.partitions(); p++) {
            cursors.add(new Cursor<>(Topics.EVENTS, p, new OrderEventCodec()));
        }
        for (int p = 0; p < index.partitions(); p++) {
            cursors.add(new Cursor<>(Topics.LEDGER, p, new LedgerCodec()));
        }
    }

    /** Looks at what has landed. */
    public void read() {
        for (int i = 0; i < cursors.size(); i++) {
            cursors.get(i).read();
        }
    }

    @SuppressWarnings("unchecked")
    private <T> void tell(LogPosition position, LogRecord record, Entry<T> entry) {
        int p = position.partition();
        checkers.forEach(checker -> checker.at(position));
        switch (position.topic()) {
            case Topics.COMMANDS -> {
                Entry<Command> command = (Entry<Command>) entry;
                index.addCommand(p, command);
                checkers.forEach(checker -> checker.onCommand(p, command));
            }
            case Topics.REPORTS -> {
                Entry<VenueReport> report = (Entry<VenueReport>) entry;
                index.addReport(report, log.lies(record));
                checkers.forEach(checker -> checker.onReport(report));
                Entry<VenueReport> truth = truth(record, report);
                checkers.forEach(checker -> checker.onTrueReport(truth));
            }
            case Topics.EVENTS -> {
                Entry<OrdersChanged> event = (Entry<OrdersChanged>) entry;
                index.addEvent(p, event);
                checkers.forEach(checker -> checker.onEvent(p, event));
            }
            default -> checkers.forEach(checker -> checker.onLedger(p, (Entry<LedgerEntry>) entry));
        }
    }

    @SuppressWarnings("unchecked")
    private Entry<VenueReport> truth(LogRecord record, Entry<VenueReport> told) {
        LogRecord truth = log.truth(record);
        return truth == record ? told : (Entry<VenueReport>) (Entry<?>) new VenueRecordCodec().decode(truth);
    }

    @Override
    public void sent(String session, long seqNum, ClientRequest request) {
        checkers.forEach(checker -> {
            checker.at(null);
            checker.onSent(session, seqNum, request);
        });
    }

    @Override
    public void heard(String session, long seqNum, Report report) {
        checkers.forEach(checker -> {
            checker.at(null);
            checker.onHeard(session, seqNum, report);
        });
    }

    @Override
    public void heardAgain(String session, Report report) {
        checkers.forEach(checker -> {
            checker.at(null);
            checker.onHeardAgain(session, report);
        });
    }

    /** Comparisons made about the epochs. */
    long epochChecks() {
        return cursors.stream().mapToLong(cursor -> cursor.epochs.done()).sum();
    }
}
