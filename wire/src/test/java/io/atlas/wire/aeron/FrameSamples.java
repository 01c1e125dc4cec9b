package io.atlas.wire.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Instruction;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.wire.market.BookUpdate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the frame tests send: arbitrary messages, exact frames, and damaged ones. */
final class FrameSamples {
    static final long WORLD = 0x41544C4153L;

    private FrameSamples() {}

    static Instruction enter(int partition, long offset) {
        long number = OrderIds.of(partition, offset);
        return new Instruction.Enter(
                number, "ALGO1", "BTC-USD", Side.BUY, OrdType.LIMIT, TimeInForce.GTC, 100_000_000L, 5_000_000_000_000L);
    }

    static Arbitrary<Instruction> instructions() {
        return Arbitraries.oneOf(enters(), cancels(), replaces());
    }

    private static Arbitrary<Instruction> enters() {
        return Combinators.combine(
                        numbers(),
                        names(),
                        names(),
                        Arbitraries.of(Side.class),
                        Arbitraries.of(OrdType.class),
                        Arbitraries.of(TimeInForce.class),
                        Arbitraries.longs(),
                        Arbitraries.longs())
                .as(Instruction.Enter::new);
    }

    private static Arbitrary<Instruction> cancels() {
        return Combinators.combine(numbers(), numbers(), names()).as(Instruction.Cancel::new);
    }

    private static Arbitrary<Instruction> replaces() {
        return Combinators.combine(numbers(), numbers(), names(), Arbitraries.longs(), Arbitraries.longs())
                .as(Instruction.Replace::new);
    }

    static Arbitrary<Long> numbers() {
        return Combinators.combine(partitions(), Arbitraries.longs().between(0, (1L << 48) - 1))
                .as(OrderIds::of);
    }

    static Arbitrary<Integer> partitions() {
        return Arbitraries.integers().between(0, Short.MAX_VALUE);
    }

    static Arbitrary<Long> offsetsOrNone() {
        return Arbitraries.longs().between(-1, Long.MAX_VALUE);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().ascii().withChars('é', '€').ofMaxLength(40);
    }

    static Arbitrary<BookUpdate> updates() {
        Arbitrary<Side> sides = Arbitraries.of(Side.class);
        Arbitrary<Long> numbers = Arbitraries.longs();
        Arbitrary<List<BookUpdate.LevelChange>> levels = Combinators.combine(sides, numbers, numbers)
                .as(BookUpdate.LevelChange::new)
                .list()
                .ofMaxSize(40);
        Arbitrary<List<BookUpdate.Print>> trades = Combinators.combine(numbers, numbers, sides, Arbitraries.integers())
                .as(BookUpdate.Print::new)
                .list()
                .ofMaxSize(40);
        return Combinators.combine(
                        names(), numbers, Arbitraries.of(true, false), numbers, numbers, numbers, numbers, levels)
                .flatAs((symbol, seq, image, time, offset, bid, ask, changed) -> trades.map(
                        prints -> new BookUpdate(symbol, seq, image, time, offset, bid, ask, changed, prints)));
    }

    /** The frame alone, in a buffer that ends where it ends: a read beyond it is an exception. */
    static UnsafeBuffer exactly(DirectBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Gives the decoder every truncation of the frame, and the frame with every byte replaced by a few others. */
    static void decodeDamaged(FrameDecoder<?> decoder, FrameCounts counts, UnsafeBuffer frame) {
        byte[] whole = frame.byteArray();
        for (int length = 0; length < whole.length; length++) {
            assertThat(decodeCounted(decoder, counts, exactly(frame, length)))
                    .as("first %d bytes", length)
                    .isNull();
        }
        for (int at = 0; at < whole.length; at++) {
            for (byte other : new byte[] {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF}) {
                byte[] damaged = whole.clone();
                damaged[at] = other;
                decodeCounted(decoder, counts, new UnsafeBuffer(damaged));
            }
        }
    }

    /** Decodes, and checks that a frame is either a message or counted once. */
    static Object decodeCounted(FrameDecoder<?> decoder, FrameCounts counts, UnsafeBuffer frame) {
        long before = dropped(counts);
        Object message = decoder.decodeOrNull(frame, 0, frame.capacity());
        assertThat(dropped(counts) - before).isEqualTo(message == null ? 1 : 0);
        return message;
    }

    private static long dropped(FrameCounts counts) {
        return counts.foreign() + counts.unknown() + counts.malformed();
    }
}
