package io.atlas.wire.aeron;

import static io.atlas.wire.aeron.FrameSamples.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Side;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.sbe.BookUpdateEncoder;
import io.atlas.wire.sbe.MessageHeaderEncoder;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;

class BookFramesTest {
    private static final BookUpdate UPDATE = new BookUpdate(
            "BTC-USD",
            17,
            true,
            1_700_000_000_000_000_001L,
            4_711,
            4_999_900_000_000L,
            5_000_100_000_000L,
            List.of(new BookUpdate.LevelChange(Side.BUY, 4_999_900_000_000L, 300_000_000L)),
            List.of(new BookUpdate.Print(5_000_000_000_000L, 100_000_000L, Side.SELL, 3)));

    private final FrameCounts counts = new FrameCounts();
    private final BookEncoder encoder = new BookEncoder(WORLD);
    private final BookDecoder decoder = new BookDecoder(WORLD, counts);

    @Property
    void anUpdateArrivesAsItWasSent(@ForAll("updates") BookUpdate update) {
        assertThat(decode(frame(update))).isEqualTo(update);
    }

    @Property(tries = 30)
    void aDamagedUpdateNeverThrowsAndIsCounted(@ForAll("updates") BookUpdate update) {
        FrameSamples.decodeDamaged(decoder, counts, frame(update));
    }

    @Property
    void garbageBehindTheFixedFieldsNeverThrowsAndIsCounted(@ForAll byte[] garbage) {
        int fixed = MessageHeaderEncoder.ENCODED_LENGTH + BookUpdateEncoder.BLOCK_LENGTH;
        UnsafeBuffer frame = new UnsafeBuffer(new byte[fixed + garbage.length]);
        frame.putBytes(0, frame(UPDATE), 0, fixed);
        frame.putBytes(fixed, garbage);

        FrameSamples.decodeCounted(decoder, counts, frame);
    }

    @Property
    void bytesOfAnyKindNeverThrowAndAreCounted(@ForAll byte[] bytes) {
        FrameSamples.decodeCounted(decoder, counts, new UnsafeBuffer(bytes));
    }

    @Example
    void anUpdateOfAnotherWorldIsDroppedAndCounted() {
        BookEncoder stranger = new BookEncoder(WORLD + 1);
        UnsafeBuffer frame = FrameSamples.exactly(stranger.buffer(), stranger.encode(UPDATE));

        assertThat(decode(frame)).isNull();
        assertThat(counts.foreign()).isEqualTo(1);
    }

    @Example
    void aFrameOfTheVenueLinkIsUnknownHere() {
        LinkEncoder link = new LinkEncoder(WORLD);

        assertThat(decode(FrameSamples.exactly(link.buffer(), link.open(0)))).isNull();
        assertThat(counts.unknown()).isEqualTo(1);
    }

    @Example
    void moreLevelsThanAFrameCanCountAreNotEncoded() {
        BookUpdate.LevelChange level = new BookUpdate.LevelChange(Side.BUY, 1, 1);

        assertThat(encoder.encode(withLevels(Collections.nCopies(65_534, level))))
                .isPositive();
        assertThat(encoder.encode(withLevels(Collections.nCopies(65_535, level))))
                .isEqualTo(-1);
    }

    private static BookUpdate withLevels(List<BookUpdate.LevelChange> levels) {
        return BookUpdate.image("BTC-USD", 1, 5, 1, 2, levels);
    }

    private UnsafeBuffer frame(BookUpdate update) {
        return FrameSamples.exactly(encoder.buffer(), encoder.encode(update));
    }

    private BookUpdate decode(UnsafeBuffer frame) {
        return decoder.decodeOrNull(frame, 0, frame.capacity());
    }

    @Provide
    Arbitrary<BookUpdate> updates() {
        return FrameSamples.updates();
    }
}
