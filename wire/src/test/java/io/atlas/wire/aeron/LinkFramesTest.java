package io.atlas.wire.aeron;

import static io.atlas.wire.aeron.FrameSamples.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Instruction;
import io.atlas.wire.sbe.MessageHeaderEncoder;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;

class LinkFramesTest {
    private final FrameCounts counts = new FrameCounts();
    private final LinkEncoder encoder = new LinkEncoder(WORLD);
    private final LinkDecoder decoder = new LinkDecoder(WORLD, counts);

    @Property
    void anInstructionArrivesAsItWasSent(
            @ForAll("instructions") Instruction instruction, @ForAll("offsetsOrNone") long previous) {
        UnsafeBuffer frame = frame(encoder.instruct(previous, instruction));

        assertThat(decode(frame)).isEqualTo(new LinkMessage.Instruct(previous, instruction));
    }

    @Property
    void openAndResumeArriveAsTheyWereSent(
            @ForAll("partitions") int partition, @ForAll("offsetsOrNone") long lastApplied) {
        assertThat(decode(frame(encoder.open(partition)))).isEqualTo(new LinkMessage.Open(partition));
        assertThat(decode(frame(encoder.resume(partition, lastApplied))))
                .isEqualTo(new LinkMessage.Resume(partition, lastApplied));
    }

    @Property(tries = 100)
    void aDamagedInstructionNeverThrowsAndIsCounted(@ForAll("instructions") Instruction instruction) {
        FrameSamples.decodeDamaged(decoder, counts, frame(encoder.instruct(-1, instruction)));
    }

    @Property
    void garbageBehindAGoodHeaderNeverThrowsAndIsCounted(@ForAll byte[] garbage, @ForAll("templates") int template) {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + garbage.length]);
        new MessageHeaderEncoder()
                .wrap(frame, 0)
                .blockLength(garbage.length)
                .templateId(template)
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(MessageHeaderEncoder.SCHEMA_VERSION)
                .worldId(WORLD);
        frame.putBytes(MessageHeaderEncoder.ENCODED_LENGTH, garbage);

        FrameSamples.decodeCounted(decoder, counts, frame);
    }

    @Property
    void bytesOfAnyKindNeverThrowAndAreCounted(@ForAll byte[] bytes) {
        FrameSamples.decodeCounted(decoder, counts, new UnsafeBuffer(bytes));
    }

    @Example
    void openAndResumeThatAreDamagedNeverThrowAndAreCounted() {
        FrameSamples.decodeDamaged(decoder, counts, frame(encoder.open(3)));
        FrameSamples.decodeDamaged(decoder, counts, frame(encoder.resume(3, 88_214)));
    }

    @Example
    void aFrameOfAnotherWorldIsDroppedAndCounted() {
        LinkEncoder stranger = new LinkEncoder(WORLD + 1);
        UnsafeBuffer frame = FrameSamples.exactly(stranger.buffer(), stranger.open(0));

        assertThat(decode(frame)).isNull();
        assertThat(counts.foreign()).isEqualTo(1);
    }

    @Example
    void anotherMessageVersionOrSchemaIsDroppedAndCountedAsUnknown() {
        UnsafeBuffer otherMessage = frame(encoder.open(0));
        UnsafeBuffer otherVersion = frame(encoder.open(0));
        UnsafeBuffer otherSchema = frame(encoder.open(0));
        new MessageHeaderEncoder().wrap(otherMessage, 0).templateId(999);
        new MessageHeaderEncoder().wrap(otherVersion, 0).version(MessageHeaderEncoder.SCHEMA_VERSION + 1);
        new MessageHeaderEncoder().wrap(otherSchema, 0).schemaId(MessageHeaderEncoder.SCHEMA_ID + 1);

        assertThat(decode(otherMessage)).isNull();
        assertThat(decode(otherVersion)).isNull();
        assertThat(decode(otherSchema)).isNull();
        assertThat(counts.unknown()).isEqualTo(3);
    }

    @Example
    void impossiblePartitionsAndPositionsAreMalformed() {
        assertThat(decode(frame(encoder.open(-1)))).isNull();
        assertThat(decode(frame(encoder.open(Short.MAX_VALUE + 1)))).isNull();
        assertThat(decode(frame(encoder.resume(0, -2)))).isNull();
        assertThat(decode(frame(encoder.instruct(-1, new Instruction.Cancel(-1, 7, "BTC-USD")))))
                .isNull();
        assertThat(counts.malformed()).isEqualTo(4);
    }

    @Example
    void theBytesOfAnEnterOrderAreThoseOfTheFieldTable() {
        String hex = HexFormat.of()
                .formatHex(frame(encoder.instruct(6, FrameSamples.enter(3, 7))).byteArray());

        assertThat(hex)
                .isEqualTo("2300" + "0300" + "3111" + "0200" // block length 35, EnterOrder, schema 4401, version 2
                        + "53414c5441000000" // world
                        + "0700000000000300" // number 3-7
                        + "0600000000000000" // previous 6
                        + "31" + "32" + "31" // buy, limit, GTC
                        + "00e1f50500000000" // qty 1
                        + "005039278c040000" // px 50,000
                        + "0500" + "414c474f31" // ALGO1
                        + "0700" + "4254432d555344"); // BTC-USD
    }

    private UnsafeBuffer frame(int length) {
        return FrameSamples.exactly(encoder.buffer(), length);
    }

    private LinkMessage decode(UnsafeBuffer frame) {
        return decoder.decodeOrNull(frame, 0, frame.capacity());
    }

    @Provide
    Arbitrary<Instruction> instructions() {
        return FrameSamples.instructions();
    }

    @Provide
    Arbitrary<Long> offsetsOrNone() {
        return FrameSamples.offsetsOrNone();
    }

    @Provide
    Arbitrary<Integer> partitions() {
        return FrameSamples.partitions();
    }

    @Provide
    Arbitrary<Integer> templates() {
        return Arbitraries.integers().between(1, 10);
    }
}
