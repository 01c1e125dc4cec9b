package io.atlas.wire.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * A cursor over the file of one partition. A frame is {@code length, crc32} and then the payload that both speak of: {@code
 * key length, key, stamps length, stamps, value}; numbers have four bytes, the length of what is absent is -1.
 *
 * <p>An incomplete last frame is the torn end of an append that a crash interrupted, or one that is just being written: to
 * the cursor it is not there. Anything else that does not read is damage and stops it.
 */
final class FileFrames {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int MIN_PAYLOAD = 2 * Integer.BYTES;
    private static final int MAX_PAYLOAD = 64 * 1024 * 1024;

    private final Path file;
    private final FileChannel channel;
    private long position;
    private long nextOffset;

    FileFrames(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The next record, or null if none has arrived. */
    LogRecord next() throws IOException {
        long left = channel.size() - position;
        if (left < HEADER) {
            return null;
        }
        ByteBuffer header = read(position, HEADER);
        int length = header.getInt();
        int crc = header.getInt();
        if (length < MIN_PAYLOAD || length > MAX_PAYLOAD) {
            // A power cut can leave a tail of zeros: the file had grown, its content had not arrived.
            requireTail(length == 0 && onlyZeros(left));
            return null;
        }
        if (left < HEADER + length) {
            return null;
        }
        ByteBuffer payload = read(position + HEADER, length);
        if (crc(payload) != crc) {
            requireTail(left == HEADER + length);
            return null;
        }
        position += HEADER + length;
        byte[] key = part(payload);
        byte[] stamps = part(payload);
        byte[] value = new byte[payload.remaining()];
        payload.get(value);
        return new LogRecord(nextOffset++, key, value, stamps);
    }

    /** Passes over all that is there. */
    void toEnd() throws IOException {
        while (next() != null) {
            // next() moves.
        }
    }

    /** Where the next frame begins, in bytes. */
    long position() {
        return position;
    }

    long nextOffset() {
        return nextOffset;
    }

    static ByteBuffer frame(byte[] key, byte[] value, byte[] stamps) {
        int length = MIN_PAYLOAD + length(key) + length(stamps) + value.length;
        ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
        frame.position(HEADER);
        put(frame, key);
        put(frame, stamps);
        frame.put(value).flip();
        int crc = crc(frame.slice(HEADER, length));
        return frame.putInt(0, length).putInt(Integer.BYTES, crc);
    }

    private void requireTail(boolean tail) throws IOException {
        if (!tail) {
            throw new IOException(file + " is damaged at byte " + position + " (record " + nextOffset + ")");
        }
    }

    private boolean onlyZeros(long length) throws IOException {
        for (long i = 0; i < length; i += HEADER) {
            ByteBuffer some = read(position + i, (int) Math.min(HEADER, length - i));
            while (some.hasRemaining()) {
                if (some.get() != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException(file + " became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static int crc(ByteBuffer payload) {
        CRC32 crc = new CRC32();
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }

    private static int length(byte[] part) {
        return part == null ? 0 : part.length;
    }

    private static void put(ByteBuffer frame, byte[] part) {
        frame.putInt(part == null ? -1 : part.length);
        if (part != null) {
            frame.put(part);
        }
    }

    private static byte[] part(ByteBuffer payload) {
        int length = payload.getInt();
        if (length < 0) {
            return null;
        }
        byte[] part = new byte[length];
        payload.get(part);
        return part;
    }
}
