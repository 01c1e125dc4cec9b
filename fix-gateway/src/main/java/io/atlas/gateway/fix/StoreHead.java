package io.atlas.gateway.fix;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The numbers of a store that change in place: when the numbering began, up to where received messages are decided, the last
 * number sent and the last number refused. With them a store whose messages are damaged never uses a number twice. And what
 * is still to do before the client can be told anything new.
 */
final class StoreHead {
    private static final long MAGIC = 0x41544c4153484432L;
    private static final int CREATED = 0;
    private static final int WATERMARK = 1;
    private static final int SENT = 2;
    private static final int REFUSED = 3;
    private static final int REFUSED_BLINDLY = 4;
    private static final int AGREED = 5;
    private static final int REPLAY = 6;

    /** Whether the client is known to count as we do. */
    enum Agreed {
        YES,
        /** No client has ever logged on to this store. */
        NOT_YET,
        /** There was a store before this one, which could not be used. */
        LOST
    }

    private final SlotFile file;

    private StoreHead(SlotFile file) {
        this.file = file;
    }

    /** Null if there is none, or none that holds. */
    static StoreHead openOrNull(Path path) throws IOException {
        SlotFile file = SlotFile.openOrNull(path, MAGIC, REPLAY + 1);
        return file == null ? null : new StoreHead(file);
    }

    static StoreHead create(
            Path path, long createdMs, int watermark, int lastSent, int lastRefused, Agreed agreed, boolean replay)
            throws IOException {
        return new StoreHead(SlotFile.create(
                path, MAGIC, createdMs, watermark, lastSent, lastRefused, 0, agreed.ordinal(), replay ? 1 : 0));
    }

    /** Whether part of it did not hold: what it says may be one step old. */
    boolean damaged() {
        return file.damaged();
    }

    long createdMs() {
        return file.get(CREATED);
    }

    /** The highest MsgSeqNum(34) received up to which all are decided. */
    int watermark() {
        return (int) file.get(WATERMARK);
    }

    void watermark(int msgSeqNum) {
        file.set(WATERMARK, msgSeqNum);
    }

    /** The last MsgSeqNum(34) stored to be sent. */
    int lastSent() {
        return (int) file.get(SENT);
    }

    /** The last MsgSeqNum(34) received that was refused by 35=3 or 35=j. */
    int lastRefused() {
        return (int) file.get(REFUSED);
    }

    void sent(int lastSent, int lastRefused) {
        file.set(SENT, lastSent, lastRefused);
    }

    /** Received messages up to that number count as refused: the record of which were is lost. */
    int refusedBlindly() {
        return (int) file.get(REFUSED_BLINDLY);
    }

    void refusedBlindly(int msgSeqNum) {
        file.set(REFUSED_BLINDLY, msgSeqNum);
    }

    Agreed agreed() {
        return Agreed.values()[(int) file.get(AGREED)];
    }

    void agreed(Agreed agreed) {
        if (agreed.ordinal() != file.get(AGREED)) {
            file.set(AGREED, agreed.ordinal());
        }
    }

    /** Whether reports of the past have to be made again from the log before anything new is told. */
    boolean replay() {
        return file.get(REPLAY) != 0;
    }

    void replay(boolean wanted) {
        file.set(REPLAY, wanted ? 1 : 0);
    }
}
