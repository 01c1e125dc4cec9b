package io.atlas.wire.log;

/**
 * How far one topic partition has been read: what a reader needs to go on from there as if it had read everything before.
 *
 * @param position offset of the last record looked at, valid or not; -1 before the first
 * @param epoch the current epoch, -1 before the first
 * @param seq the last valid seq of that epoch
 * @param inert how many records did nothing
 * @param chain the {@link Chain} over the valid records, in hex
 * @param recordHash SHA-256 of the value at {@code position}, in hex; empty before the first
 */
public record FoldState(long position, long epoch, long seq, long inert, String chain, String recordHash) {
    /** Nothing has been read. */
    public static final FoldState START = new FoldState(-1, -1, 0, 0, Chain.START, "");
}
