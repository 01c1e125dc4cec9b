package io.atlas.launcher.replay;

import io.atlas.domain.EpochStart;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import java.util.List;

/**
 * A fresh venue over its journal: every instruction and tick again, with the market model of the EPOCH_START in force. Taken from
 * the record: which input came when (instruction, tick, time). Computed: its number and all its outcomes.
 */
final class VenueReplay extends Journal {
    private final Comparer<VenueRecord> comparer;
    private final VenueCore core = new VenueCore();
    private final boolean foreign;

    /** @param foreign the venue is not ours: its reports are inputs, taken as they are */
    VenueReplay(CommandLog log, int partitions, long end, boolean foreign) {
        super(log, partitions, end);
        this.foreign = foreign;
        this.comparer = new Comparer<>(cursor, codec);
    }

    @Override
    void onEpochStart(Valid valid) {
        EpochStart start = comparer.epochStart(valid);
        if (!foreign) {
            core.beginEpoch(WorldJson.read(start.config()));
        }
    }

    @Override
    void onReport(Valid valid, Entry<VenueRecord> entry, VenueReport report) {
        if (foreign) {
            comparer.canonical(valid, entry);
            return;
        }
        VenueReport again = core.rerun(report.tick(), report.instruction());
        if (again == null) {
            throw comparer.differs(valid, "the venue gives no outcome for this tick", null, List.of());
        }
        comparer.same(valid, entry.cause(), entry.time(), again, List.of());
        core.drainChanges((symbol, bidPx, askPx, levels, trades) -> {});
    }

    @Override
    long compared() {
        return comparer.compared();
    }
}
