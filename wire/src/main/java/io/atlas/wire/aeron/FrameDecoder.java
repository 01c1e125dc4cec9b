package io.atlas.wire.aeron;

import org.agrona.DirectBuffer;

/** Makes records of frames. */
interface FrameDecoder<T> {
    /** What the frame says, or null if it says nothing we can use; that was counted. Never throws, whatever the bytes. */
    T decodeOrNull(DirectBuffer buffer, int offset, int length);
}
