package io.atlas.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.EpochStart;
import io.atlas.domain.LogPosition;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What holds for every record of every topic, over seeded random bodies. What is read without a parser is read by the parser the
 * same, damaged or not.
 */
class CodecPropertiesTest {
    private static final byte[] STAMPS = {1, 2, 3};
    private static final Pattern UNUSUAL = Pattern.compile("[^ -~]|\\\\|\"-?\\d{11,}[.\"]|\\d{19}");

    @Property(tries = 2000)
    void commandsAreReadAsTheyWereWritten(@ForAll long seed) {
        readAsWritten(new CommandCodec(), seed, RandomBodies::command);
    }

    @Property(tries = 2000)
    void orderEventsAreReadAsTheyWereWritten(@ForAll long seed) {
        readAsWritten(new OrderEventCodec(), seed, RandomBodies::orderEvent);
    }

    @Property(tries = 2000)
    void venueRecordsAreReadAsTheyWereWritten(@ForAll long seed) {
        readAsWritten(new VenueRecordCodec(), seed, RandomBodies::venueRecord);
    }

    @Property(tries = 2000)
    void ledgerRecordsAreReadAsTheyWereWritten(@ForAll long seed) {
        readAsWritten(new LedgerCodec(), seed, RandomBodies::ledgerRecord);
    }

    private static <T> void readAsWritten(JsonCodec<T> codec, long seed, Function<RandomBodies, T> kind) {
        RandomBodies random = new RandomBodies(seed);
        T body = kind.apply(random);
        boolean start = body instanceof EpochStart;
        long epoch = start ? -1 : random.position();
        long seq = start ? 0 : random.position();
        LogPosition cause = start ? null : random.cause();
        byte[] value = codec.encode(epoch, seq, cause, seed, body);

        LogRecord record = new LogRecord(7, null, value, STAMPS);
        Entry<T> entry = new Entry<>(7, epoch, seq, cause, seed, body, STAMPS);
        assertThat(codec.decode(record)).isEqualTo(entry);
        assertThat(codec.parsed(record)).isEqualTo(entry);
        Entry<T> withoutParser = codec.writtenOrNull(record);
        if (withoutParser != null || !start && usual(value)) {
            assertThat(withoutParser).isEqualTo(entry);
        }
        long follows = body instanceof EpochStart epochStart ? epochStart.followsEpoch() : -1;
        RecordCodec.Header expected = new RecordCodec.Header(start, epoch, seq, follows);
        assertThat(HeaderScan.scanOrNull(value)).isEqualTo(expected);
        assertThat(codec.header(value)).isEqualTo(expected);
        assertThat(codec.header(spacedOut(value))).isEqualTo(expected);
    }

    /** ASCII without escapes, decimals of at most ten digits before the point, numbers of at most 18. */
    private static boolean usual(byte[] value) {
        String text = new String(value, UTF_8).replaceFirst("\"time\":\"-?\\d+\"", "");
        return !UNUSUAL.matcher(text).find();
    }

    @Property(tries = 2000)
    void fieldsInAnotherOrderOrSpacedOutAreReadTheSame(@ForAll long seed) throws IOException {
        RandomBodies random = new RandomBodies(seed);
        otherOrder(new CommandCodec(), random.command(), seed);
        otherOrder(new OrderEventCodec(), random.orderEvent(), seed);
        otherOrder(new VenueRecordCodec(), random.venueRecord(), seed);
        otherOrder(new LedgerCodec(), random.ledgerRecord(), seed);
    }

    private static <T> void otherOrder(JsonCodec<T> codec, T body, long seed) throws IOException {
        if (body instanceof EpochStart) {
            return;
        }
        byte[] value = codec.encode(5, 6, null, seed, body);
        byte[] shuffled = Reordered.bytes(value, new Random(seed));
        assertThat(codec.decode(new LogRecord(7, null, shuffled, null)))
                .isEqualTo(codec.decode(new LogRecord(7, null, value, null)));
    }

    /** The same record as a tool might format it: the fast scan does not know it, the parser does. */
    private static byte[] spacedOut(byte[] value) {
        byte[] spaced = ("{ " + new String(value, UTF_8).substring(1)).getBytes(UTF_8);
        assertThat(HeaderScan.scanOrNull(spaced)).isNull();
        return spaced;
    }

    @Property(tries = 20000)
    void damagedBytesAreAValueOrMalformedNothingElse(@ForAll long seed) {
        RandomBodies random = new RandomBodies(seed);
        damaged(new CommandCodec(), seed, random.command());
        damaged(new OrderEventCodec(), seed, random.orderEvent());
        damaged(new VenueRecordCodec(), seed, random.venueRecord());
        damaged(new LedgerCodec(), seed, random.ledgerRecord());
    }

    private static <T> void damaged(JsonCodec<T> codec, long seed, T body) {
        Random random = new Random(seed);
        byte[] value = codec.encode(5, 6, null, 7, body);
        for (int i = random.nextInt(3); i >= 0; i--) {
            value = damage(value, random);
        }
        RecordCodec.Header header = orNull(codec::header, value);
        Entry<T> entry = orNull(bytes -> codec.decode(new LogRecord(0, null, bytes, null)), value);
        LogRecord record = new LogRecord(0, null, value, null);
        Entry<T> withoutParser = codec.writtenOrNull(record);
        if (withoutParser != null) {
            assertThat(codec.parsed(record)).isEqualTo(withoutParser);
        }
        if (entry != null) {
            assertThat(header.epoch()).isEqualTo(entry.epoch());
            assertThat(header.seq()).isEqualTo(entry.seq());
            assertThat(header.epochStart()).isEqualTo(entry.body() instanceof EpochStart);
        }
    }

    private static <R> R orNull(Function<byte[], R> read, byte[] value) {
        try {
            return read.apply(value);
        } catch (MalformedRecord e) {
            assertThat(e).hasMessageMatching("(?s)[a-z]+\\.[a-z]+[@ :].*");
            return null;
        }
    }

    private static byte[] damage(byte[] value, Random random) {
        byte[] syntax = "{}[]\",:-0.9eEnt\\u\u0000".getBytes(UTF_8);
        int at = random.nextInt(value.length);
        byte[] damaged = value.clone();
        switch (random.nextInt(5)) {
            case 0:
                damaged[at] = (byte) random.nextInt();
                return damaged;
            case 1:
                damaged[at] = syntax[random.nextInt(syntax.length)];
                return damaged;
            case 2:
                return at == 0 ? damaged : Arrays.copyOf(value, at);
            case 3:
                System.arraycopy(value, at, damaged, random.nextInt(at + 1), value.length - at);
                return damaged;
            default:
                byte[] longer = Arrays.copyOf(value, value.length + 1);
                System.arraycopy(value, at, longer, at + 1, value.length - at);
                longer[at] = syntax[random.nextInt(syntax.length)];
                return longer;
        }
    }
}
