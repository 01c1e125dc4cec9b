package io.atlas.launcher.replay;

import io.atlas.domain.EpochStart;
import io.atlas.domain.LogPosition;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.launcher.replay.Difference.Found;
import io.atlas.launcher.replay.Difference.Shown;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.RecordCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares what the cores give with the records of one topic partition, byte for byte.
 *
 * @param <T> the body type of the topic
 */
final class Comparer<T> {
    private final Cursor cursor;
    private final RecordCodec<T> codec;
    private long compared;

    Comparer(Cursor cursor, RecordCodec<T> codec) {
        this.cursor = cursor;
        this.codec = codec;
    }

    /** The record must be this output of this cause. */
    void same(Valid valid, LogPosition cause, long time, T output, List<Shown> causes) {
        compared++;
        byte[] again = codec.encode(valid.header().epoch(), valid.header().seq(), cause, time, output);
        if (!Arrays.equals(again, valid.raw().value())) {
            throw differs(valid, "the record is not what its input gives", again, causes);
        }
    }

    /** The record is an input: it must be written as its own content is written today. */
    void canonical(Valid valid, Entry<T> entry) {
        compared++;
        byte[] again =
                codec.encode(valid.header().epoch(), valid.header().seq(), entry.cause(), entry.time(), entry.body());
        if (!Arrays.equals(again, valid.raw().value())) {
            throw differs(valid, "the record is not written as its content is", again, List.of());
        }
    }

    /** An EPOCH_START must carry its configuration in canonical form; the owner, the time and the moment are inputs. */
    EpochStart epochStart(Valid valid) {
        Entry<T> entry = codec.decode(valid.raw());
        canonical(valid, entry);
        EpochStart start = (EpochStart) entry.body();
        String canonical = WorldJson.write(WorldJson.read(start.config()));
        if (!canonical.equals(start.config())) {
            throw differs(
                    valid,
                    "the configuration is not canonical",
                    codec.encode(-1, 0, null, entry.time(), body(start, canonical)),
                    List.of());
        }
        return start;
    }

    @SuppressWarnings("unchecked")
    private T body(EpochStart start, String canonical) {
        // EPOCH_START is one of the bodies of every topic that has owners.
        return (T) new EpochStart(start.owner(), start.followsEpoch(), canonical);
    }

    Found differs(Valid valid, String what, byte[] replayedOrNull, List<Shown> causes) {
        LogPosition at = cursor.position(valid.raw().offset());
        List<Shown> context = new ArrayList<>(causes);
        cursor.recent().stream().filter(shown -> !shown.position().equals(at)).forEach(context::add);
        byte[] value = valid.raw().value();
        return new Found(new Difference(at, what, value, replayedOrNull, context, RecordBytes.time(value)));
    }

    /** There is no record where one must be. */
    Found lacks(LogPosition input, String what, List<Shown> causes, long time) {
        List<Shown> context = new ArrayList<>(causes);
        context.addAll(cursor.recent());
        return new Found(new Difference(input, what, null, null, context, time));
    }

    /** Records compared. */
    long compared() {
        return compared;
    }
}
