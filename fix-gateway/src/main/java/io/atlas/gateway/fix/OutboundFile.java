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
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;
import org.quickfixj.CharsetSupport;
import quickfix.MessageStore;

/**
 * What a session has sent under one numbering, as an append-only file. Each record is a header of 40 bytes and the message:
 * <pre>
 *   crc32c of the rest (4) | length of the message (4) | MsgSeqNum (4) | refused MsgSeqNum or 0 (4)
 *   | topic of the cause: 0 none, 1 orders.commands, 2 orders.events (4) | index (4) | offset (8)
 *   | inbound watermark when it was written (4) | kind: 1 message, 2 hole, 3 to 5 of a replay (4) | message
 * </pre>
 * Admin messages keep their number only: a resend fills them as a gap. A record with MsgSeqNum 0 has the cause of what
 * was told under an earlier numbering. A hole stands for messages that were lost up to its number. A replay is wanted (3,
 * with the cause of the report that the client named, if it named one), begins (4) and has ended (5). On opening the file is read up to the
 * first record that does not hold; what follows is set aside in a file beside it.
 *
 * <p>Memory: eight bytes per 64 messages. One thread at a time; {@link #read} alone may run beside {@link #append}.
 */
final class OutboundFile implements AutoCloseable {
    /** Told what an opened file holds, in order. */
    interface Contents {
        /** @param refusedSeq MsgSeqNum(34) of the message that this one refuses, or 0 */
        void record(int msgSeqNum, int refusedSeq, ReportCause causeOrNull, int watermark);

        void replay(Replay what, ReportCause namedOrNull);
    }

    /** What becomes of a replay. */
    enum Replay {
        /** The client has nothing but what was told up to the report it named; none named: nothing. */
        WANTED,
        /** What is told from here on counts as told. */
        BEGINS,
        ENDED
    }

    private static final List<String> TOPICS = List.of(Topics.COMMANDS, Topics.EVENTS);
    private static final int HEADER = 40;
    private static final int CRC = Integer.BYTES;
    private static final int SPACING = 64;
    private static final int READ_BUFFER = 1 << 16;
    private static final int MAX_MESSAGE = 1 << 24;
    private static final int MESSAGE = 1;
    private static final int HOLE = 2;
    private static final int REPLAY = 3;
    private static final int LAST_KIND = REPLAY + Replay.values().length - 1;
    private static final byte[] NOTHING = {};

    private final Path path;
    private final RandomAccessFile file;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocate(4096);
    /** File offsets from which messages 1, 65, 129, … are found. */
    private long[] marks = new long[64];

    private int lastSeq;
    private long end;
    private long cut;

    OutboundFile(Path path, Contents contents) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        scan(contents);
    }

    /** MsgSeqNum(34) of the last message, 0 if there is none. */
    int lastSeq() {
        return lastSeq;
    }

    /** How many bytes did not hold when it was opened, and were set aside. */
    long cut() {
        return cut;
    }

    /** Adds a message; {@code watermark}: of the messages received. */
    void append(int msgSeqNum, int refusedSeq, ReportCause causeOrNull, int watermark, byte[] message)
            throws IOException {
        append(MESSAGE, msgSeqNum, refusedSeq, causeOrNull, watermark, message);
    }

    /** The messages up to that number are lost; the next one has the number after it. */
    void appendHole(int lastLost, int watermark) throws IOException {
        append(HOLE, lastLost, 0, null, watermark, NOTHING);
    }

    void appendReplay(Replay what, ReportCause namedOrNull, int watermark) throws IOException {
        append(REPLAY + what.ordinal(), 0, 0, namedOrNull, watermark, NOTHING);
    }

    private void append(int kind, int msgSeqNum, int refusedSeq, ReportCause causeOrNull, int watermark, byte[] message)
            throws IOException {
        int size = HEADER + message.length;
        if (buffer.capacity() < size) {
            buffer = ByteBuffer.allocate(size * 2);
        }
        buffer.clear();
        buffer.putInt(0).putInt(message.length).putInt(msgSeqNum).putInt(refusedSeq);
        putCause(causeOrNull);
        buffer.putInt(watermark).putInt(kind);
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
            int last = (msgSeqNum - 1) / SPACING;
            if (last >= marks.length) {
                marks = Arrays.copyOf(marks, Math.max(marks.length * 2, last + 1));
            }
            // A hole may pass several marks: what is asked for there is looked for from the hole on.
            for (int mark = (lastSeq + SPACING - 1) / SPACING; mark <= last; mark++) {
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
                if (bodyLength < 0 || bodyLength > MAX_MESSAGE || end + HEADER + bodyLength > length) {
                    break;
                }
                byte[] rest = new byte[HEADER - 2 * Integer.BYTES + bodyLength];
                in.readFully(rest);
                crc.reset();
                crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bodyLength));
                crc.update(rest);
                if (sum != (int) crc.getValue() || !accept(ByteBuffer.wrap(rest), HEADER + bodyLength, contents)) {
                    break;
                }
            }
        }
        if (end < length) {
            cut = length - end;
            setAside(length);
        }
        file.seek(end);
    }

    private boolean accept(ByteBuffer rest, int size, Contents contents) {
        int msgSeqNum = rest.getInt();
        int refusedSeq = rest.getInt();
        int topic = rest.getInt();
        int index = rest.getInt();
        long offset = rest.getLong();
        int watermark = rest.getInt();
        int kind = rest.getInt();
        boolean follows = kind == HOLE ? msgSeqNum > lastSeq : msgSeqNum == 0 || msgSeqNum == lastSeq + 1;
        if (!follows || kind > LAST_KIND) {
            return false;
        }
        appended(msgSeqNum, size);
        ReportCause cause = topic == 0 ? null : new ReportCause(TOPICS.get(topic - 1), offset, index);
        if (kind >= REPLAY) {
            contents.replay(Replay.values()[kind - REPLAY], cause);
        } else {
            contents.record(msgSeqNum, refusedSeq, cause, watermark);
        }
        return true;
    }

    /** What does not hold is kept for who wants to look at it. */
    private void setAside(long length) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".cut-at-" + end);
        try (FileChannel out = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.getChannel().transferTo(end, length - end, out);
        }
        file.setLength(end);
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
