package io.atlas.venue;

import io.atlas.domain.EpochStart;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;

/**
 * Builds a venue from its journal up to a known record, some of it at a time; each input must have the same outcomes again. Thread:
 * one.
 */
public final class JournalReplay implements AutoCloseable {
    private static final int READ_LIMIT = 4_096;

    private final ValidReader<VenueRecord> reader;
    private final long upTo;
    private final VenueCore core;

    /**
     * From the journal's beginning.
     *
     * @param upTo offset of the last record to take in
     */
    public JournalReplay(CommandLog log, long upTo) {
        this(log, upTo, new VenueCore(), FoldState.START);
    }

    /** From a venue that has taken in the journal up to that state. */
    JournalReplay(CommandLog log, long upTo, VenueCore core, FoldState from) {
        this.reader = new ValidReader<>(log, Topics.REPORTS, 0, new VenueRecordCodec(), from);
        this.upTo = upTo;
        this.core = core;
    }

    /**
     * Takes in what has arrived, some of it; returns how many records.
     *
     * @throws io.atlas.domain.Invariant.Broken if an input has other outcomes than the journal says
     */
    public int doWork() {
        return reader.poll(entry -> fold(core, entry), READ_LIMIT);
    }

    public boolean done() {
        return reader.position() >= upTo;
    }

    /** The venue as far as it has come. */
    public VenueCore core() {
        return core;
    }

    /** How far it has read. */
    public FoldState state() {
        return reader.state();
    }

    /** One valid record of the journal: a configuration, or an input that must have the same outcomes again. */
    public static void fold(VenueCore core, Entry<VenueRecord> entry) {
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
