package io.atlas.wire.aeron;

import static io.atlas.wire.aeron.FrameSamples.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedFrame.Heartbeat;
import io.atlas.wire.feed.FeedFrame.Increment;
import io.atlas.wire.feed.FeedFrame.Snapshot;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.market.BookUpdate.LevelChange;
import io.atlas.wire.sbe.MessageHeaderEncoder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;

class FeedFramesTest {
    private static final List<FeedFrame> SAMPLES = List.of(
            new Increment(
                    "BTC-USD",
                    1_700_000_000_000_000_000L,
                    17,
                    0,
                    1,
                    99,
                    1_700_000_000_000_000_001L,
                    List.of(new LevelChange(Side.BUY, 4_999_900_000_000L, 300_000_000L)),
                    List.of(FeedTrade.of(4_711, 2, 1_700_000_000_000_000_001L, 5_000_000_000_000L, 1, Side.SELL))),
            new Snapshot("BTC-USD", 1, 17, 1, 3, 99, 5, List.of(new LevelChange(Side.SELL, 5, 7))),
            new Heartbeat("BTC-USD", 1, 17));

    private final FrameCounts counts = new FrameCounts();
    private final FeedEncoder encoder = new FeedEncoder(WORLD);
    private final FeedDecoder decoder = new FeedDecoder(counts);

    @Property
    void aFrameArrivesAsItWasSent(@ForAll("frames") FeedFrame frame) {
        assertThat(decode(bytes(frame))).isEqualTo(new FeedDecoder.Received(WORLD, frame));
    }

    @Property(tries = 30)
    void aDamagedFrameNeverThrowsAndIsCounted(@ForAll("frames") FeedFrame frame) {
        FrameSamples.decodeDamaged(decoder, counts, bytes(frame));
    }

    @Property
    void garbageBehindTheHeaderNeverThrowsAndIsCounted(@ForAll byte[] garbage) {
        for (FeedFrame sample : SAMPLES) {
            int kept = MessageHeaderEncoder.ENCODED_LENGTH + 8;
            UnsafeBuffer frame = new UnsafeBuffer(new byte[kept + garbage.length]);
            frame.putBytes(0, bytes(sample), 0, kept);
            frame.putBytes(kept, garbage);

            FrameSamples.decodeCounted(decoder, counts, frame);
        }
    }

    @Example
    void impossibleNumbersAreMalformed() {
        List<FeedFrame> impossible = List.of(
                new Heartbeat("A", 0, 1),
                new Heartbeat("A", 1, -1),
                new Snapshot("A", 1, 1, 1, 1, 1, 1, List.of()),
                new Snapshot("A", 1, 1, 0, FeedFrame.MOST_PARTS + 1, 1, 1, List.of()),
                new Snapshot("A", 1, 1, 0, 1, 1, 1, List.of(new LevelChange(Side.BUY, 1, 0))),
                new Increment("A", 1, 1, 0, 0, 1, 1, List.of(), List.of()),
                new Increment("A", 1, 1, 0, 1, 1, 1, List.of(new LevelChange(Side.BUY, 1, -1)), List.of()),
                new Increment("A", 1, 1, 0, 1, 1, 1, List.of(), List.of(FeedTrade.of(-1, 0, 1, 1, 1, Side.BUY))));
        impossible.forEach(
                frame -> assertThat(decode(bytes(frame))).as("%s", frame).isNull());
        assertThat(counts.malformed()).isEqualTo(impossible.size());
    }

    @Example
    void framesOfTheOtherStreamsAreUnknownHere() {
        LinkEncoder link = new LinkEncoder(WORLD);

        assertThat(decode(FrameSamples.exactly(link.buffer(), link.open(0)))).isNull();
        assertThat(counts.unknown()).isEqualTo(1);
    }

    @Example
    void theBytesAreThoseOfTheDocumentation() {
        assertThat(hex(new Heartbeat("BTC-USD", 1, 17)))
                .isEqualTo("1000" + "1600" + "3111" + "0200" // block length 16, FeedHeartbeat, schema 4401, version 2
                        + "53414c5441000000" // world
                        + "0100000000000000" // feedEpoch 1
                        + "1100000000000000" // seq 17
                        + "0700" + "4254432d555344"); // BTC-USD
        assertThat(hex(new Snapshot("A", 1, 17, 1, 3, 99, 5, List.of(new LevelChange(Side.SELL, 5, 7)))))
                .isEqualTo("2400" + "1500" + "3111" + "0200" // block length 36, FeedSnapshot
                        + "53414c5441000000" + "0100000000000000" + "1100000000000000"
                        + "0100" + "0300" // part 1 of 3
                        + "6300000000000000" // bookSeq 99
                        + "0500000000000000" // timeNs 5
                        + "1100" + "0100" // entries of 17 bytes, one of them
                        + "32" + "0500000000000000" + "0700000000000000" // sell, px, qty
                        + "0100" + "41");
    }

    private String hex(FeedFrame frame) {
        return HexFormat.of().formatHex(bytes(frame).byteArray()).toLowerCase(Locale.ROOT);
    }

    private UnsafeBuffer bytes(FeedFrame frame) {
        return FrameSamples.exactly(encoder.buffer(), encoder.encode(frame));
    }

    private FeedDecoder.Received decode(UnsafeBuffer frame) {
        return decoder.decodeOrNull(frame, 0, frame.capacity());
    }

    @Provide
    Arbitrary<FeedFrame> frames() {
        Arbitrary<String> symbols = Arbitraries.strings().ascii().ofMaxLength(20);
        Arbitrary<Long> counted = Arbitraries.longs().between(1, Long.MAX_VALUE);
        Arbitrary<Side> sides = Arbitraries.of(Side.class);
        Arbitrary<List<LevelChange>> levels = Combinators.combine(sides, Arbitraries.longs(), counted)
                .as(LevelChange::new)
                .list()
                .ofMaxSize(30);
        Arbitrary<Increment> increments = Combinators.combine(symbols, counted, counted, counted, levels, counted)
                .flatAs((symbol, epoch, seq, time, changed, bookSeq) -> Combinators.combine(
                                Arbitraries.longs().between(0, Long.MAX_VALUE),
                                Arbitraries.integers().between(0, Integer.MAX_VALUE),
                                counted,
                                sides)
                        .as((offset, outcome, qty, side) -> FeedTrade.of(offset, outcome, time, qty, qty, side))
                        .list()
                        .ofMaxSize(30)
                        .map(trades -> new Increment(symbol, epoch, seq, 2, 5, bookSeq, time, changed, trades)));
        Arbitrary<Snapshot> snapshots = Combinators.combine(symbols, counted, counted, counted, levels)
                .as((symbol, epoch, seq, time, all) -> new Snapshot(symbol, epoch, seq, 0, 1, seq, time, all));
        Arbitrary<Heartbeat> heartbeats =
                Combinators.combine(symbols, counted, counted).as(Heartbeat::new);
        return Arbitraries.oneOf(increments, snapshots, heartbeats);
    }
}
