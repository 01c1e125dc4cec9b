package io.atlas.venue;

import io.atlas.domain.EpochStart;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;

/** Builds a venue anew from the beginning of its journal up to a known record, some of it at a time. */
final class JournalReplay implements AutoCloseable {
    private static final int READ_LIMIT = 4_096;

    private final ValidReader<VenueRecord> reader;
    private final long upTo;
    private final VenueCore core = new VenueCore();

    /** @param upTo offset of the last record to take in */
    JournalReplay(CommandLog log, RecordCodec<VenueRecord> codec, long upTo) {
        this.reader = new ValidReader<>(log, Topics.REPORTS, 0, codec);
        this.upTo = upTo;
    }

    int doWork() {
        return reader.poll(entry -> fold(core, entry), READ_LIMIT);
    }

    boolean done() {
        return reader.position() >= upTo;
    }

    VenueCore core() {
        return core;
    }

    /** One valid record of the journal: a configuration, or an input that must have the same outcomes again. */
    static void fold(VenueCore core, Entry<VenueRecord> entry) {
        if (entry.body() instanceof EpochStart start) {
            core.beginEpoch(WorldJson.read(start.config()));
        } else {
            core.replay((VenueReport) entry.body());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
