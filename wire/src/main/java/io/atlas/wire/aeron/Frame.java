package io.atlas.wire.aeron;

import io.atlas.wire.sbe.MessageHeaderDecoder;
import io.atlas.wire.sbe.TextDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A received frame. Generated decoders trust the lengths they find; this asks first whether they stay inside the frame, so
 * that no byte from outside can make a read go astray. Reused for every frame; valid only inside the callback.
 */
final class Frame {
    /** Not a template id: the frame was counted and is not for us. */
    static final int REFUSED = -1;

    private static final int GROUP_HEADER_LENGTH = 4;

    private final long worldId;
    private final FrameCounts counts;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private DirectBuffer buffer;
    private int end;

    Frame(long worldId, FrameCounts counts) {
        this.worldId = worldId;
        this.counts = counts;
    }

    /** Looks at the header; returns the template id, or {@link #REFUSED}, as other worlds' frames are. */
    int open(DirectBuffer buffer, int offset, int length) {
        int template = openOfAnyWorld(buffer, offset, length);
        if (template != REFUSED && header.worldId() != worldId) {
            counts.countForeign();
            return REFUSED;
        }
        return template;
    }

    /** Looks at the header; returns the template id, or {@link #REFUSED}. */
    int openOfAnyWorld(DirectBuffer buffer, int offset, int length) {
        this.buffer = buffer;
        end = offset + length;
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            counts.countMalformed();
            return REFUSED;
        }
        header.wrap(buffer, offset);
        // Only our own schema and version promise that a world's id follows.
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.version() != MessageHeaderDecoder.SCHEMA_VERSION) {
            counts.countUnknown();
            return REFUSED;
        }
        return header.templateId();
    }

    /** The world that the frame says it is of. */
    long worldId() {
        return header.worldId();
    }

    DirectBuffer buffer() {
        return buffer;
    }

    /** Where the message's fields begin. */
    int body() {
        return header.offset() + MessageHeaderDecoder.ENCODED_LENGTH;
    }

    /** Whether the fixed fields have the length of our version and are there. */
    boolean hasBlock(int blockLength) {
        return header.blockLength() == blockLength && end - body() >= blockLength;
    }

    /** Whether a text begins at that place and is there whole. */
    boolean hasText(int at) {
        int headerLength = TextDecoder.varDataEncodingOffset();
        return end - at >= headerLength && end - at - headerLength >= uint16(at);
    }

    /** Whether a repeating group of such entries begins at that place and is there whole. */
    boolean hasGroup(int at, int entryLength) {
        return end - at >= GROUP_HEADER_LENGTH
                && uint16(at) == entryLength
                && end - at - GROUP_HEADER_LENGTH >= entryLength * uint16(at + Short.BYTES);
    }

    /** Whether nothing is left over. */
    boolean endsAt(int at) {
        return at == end;
    }

    private int uint16(int at) {
        return buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
