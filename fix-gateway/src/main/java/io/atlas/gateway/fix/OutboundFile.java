package io.atlas.gateway.fix;

import io.atlas.gateway.client.ReportCause;
import io.atlas.wire.log.Topics;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;
import org.quickfixj.CharsetSupport;
import quickfix.MessageStore;

/**
 * What a session has sent under one numbering, as an append-only file. Each record is a header of 32 bytes and the message:
 * <pre>
 *   crc32c of the rest (4) | length of the message (4) | MsgSeqNum (4) | refused MsgSeqNum or 0 (4)
 *   | topic of the cause: 0 none, 1 orders.commands, 2 orders.events (4) | index (4) | offset (8) | message
 * </pre>
 * Admin messages keep their number only: a resend fills them as a gap. A record with MsgSeqNum 0 carries a cause over from
 * the numbering before. A torn tail, as a killed process leaves it, is cut when the file is opened.
 *
 * <p>Memory: eight bytes per 64 messages. One thread at a time; {@link #read} alone may run beside {@link #append}.
 */
final class OutboundFile implements AutoCloseable {
    /** Told what an opened file holds, in order. */
    interface Contents {
        /** @param refusedSeq MsgSeqNum(34) of the message that this one refuses, or 0 */
        void record(int msgSeqNum, int refusedSeq, ReportCause causeOrNull);
    }

    private static final List<String> TOPICS = List.of(Topics.COMMANDS, Topics.EVENTS);
    private static final int HEADER = 32;
    private static final int CRC = Integer.BYTES;
    private static final int SPACING = 64;
    private static final int READ_BUFFER = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocate(4096);
    /** File offsets of messages 1, 65, 129, … */
    private long[] marks = new long[64];

    private int lastSeq;
    private long end;

    OutboundFile(Path path, Contents contents) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        scan(contents);
    }

    /** MsgSeqNum(34) of the last message, 0 if there is none. */
    int lastSeq() {
        return lastSeq;
    }

    /** How many bytes are in use. */
    long length() {
        return end;
    }

    void append(int msgSeqNum, int refusedSeq, ReportCause causeOrNull, byte[] message) throws IOException {
        int size = HEADER + message.length;
        if (buffer.capacity() < size) {
            buffer = ByteBuffer.allocate(size * 2);
        }
        buffer.clear();
        buffer.putInt(0).putInt(message.length).putInt(msgSeqNum).putInt(refusedSeq);
        putCause(causeOrNull);
        buffer.put(message);
        crc.reset();
        crc.update(buffer.array(), CRC, size - CRC);
        buffer.putInt(0, (int) crc.getValue());
        try {
            file.write(buffer.array(), 0, size);
        } catch (IOException e) {
            // A full disk may have taken half of it: the next record must not follow that half.
            file.setLength(end);
            file.seek(end);
            throw e;
        }
        appended(msgSeqNum, size);
    }

    private void putCause(ReportCause cause) {
        if (cause == null) {
            buffer.putInt(0).putInt(0).putLong(0);
            return;
        }
        int topic = TOPICS.indexOf(cause.topic()) + 1;
        if (topic == 0) {
            throw new IllegalArgumentException("cause: " + cause + " (expected topic: one of " + TOPICS + ")");
        }
        buffer.putInt(topic).putInt(cause.index()).putLong(cause.offset());
    }

    private void appended(int msgSeqNum, int size) {
        if (msgSeqNum > 0) {
            int mark = (msgSeqNum - 1) / SPACING;
            if (mark == marks.length) {
                marks = Arrays.copyOf(marks, marks.length * 2);
            }
            if ((msgSeqNum - 1) % SPACING == 0) {
                marks[mark] = end;
            }
            lastSeq = msgSeqNum;
        }
        end += size;
    }

    private void scan(Contents contents) throws IOException {
        long length = file.length();
        try (DataInputStream in = open(0)) {
            while (end + HEADER <= length) {
                int sum = in.readInt();
                int bodyLength = in.readInt();
                if (bodyLength < 0 || end + HEADER + bodyLength > length) {
                    break;
                }
                byte[] rest = new byte[HEADER - 2 * Integer.BYTES + bodyLength];
                in.readFully(rest);
                crc.reset();
                crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bodyLength));
                crc.update(rest);
                int msgSeqNum = ByteBuffer.wrap(rest).getInt();
                if (sum != (int) crc.getValue() || msgSeqNum != 0 && msgSeqNum != lastSeq + 1) {
                    break;
                }
                appended(msgSeqNum, HEADER + bodyLength);
                hand(ByteBuffer.wrap(rest), contents);
            }
        }
        file.setLength(end);
        file.seek(end);
    }

    private static void hand(ByteBuffer rest, Contents contents) {
        int msgSeqNum = rest.getInt();
        int refusedSeq = rest.getInt();
        int topic = rest.getInt();
        int index = rest.getInt();
        long offset = rest.getLong();
        contents.record(
                msgSeqNum, refusedSeq, topic == 0 ? null : new ReportCause(TOPICS.get(topic - 1), offset, index));
    }

    /** Adds the application messages of that range, as {@link MessageStore#get} wants them. */
    void read(int firstSeq, int finalSeq, long markedAt, Collection<String> messages) throws IOException {
        int msgSeqNum = 0;
        try (DataInputStream in = open(markedAt)) {
            while (msgSeqNum < finalSeq) {
                in.readInt();
                int bodyLength = in.readInt();
                msgSeqNum = in.readInt();
                in.skipNBytes(HEADER - 3 * Integer.BYTES);
                if (msgSeqNum < firstSeq || msgSeqNum > finalSeq || bodyLength == 0) {
                    in.skipNBytes(bodyLength);
                } else {
                    messages.add(new String(in.readNBytes(bodyLength), CharsetSupport.getCharsetInstance()));
                }
            }
        } catch (EOFException e) {
            throw new IOException(path + " ends before MsgSeqNum " + finalSeq, e);
        }
    }

    /** Where {@link #read} has to start for a message that is there. */
    long markOf(int msgSeqNum) {
        return marks[(msgSeqNum - 1) / SPACING];
    }

    private DataInputStream open(long position) throws IOException {
        FileInputStream in = new FileInputStream(path.toFile());
        in.getChannel().position(position);
        return new DataInputStream(new BufferedInputStream(in, READ_BUFFER));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
