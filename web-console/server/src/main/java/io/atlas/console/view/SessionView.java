package io.atlas.console.view;

/**
 * A FIX session as its messages show it.
 *
 * @param out MsgSeqNum(34) of the gateway's last message, 0 before the first
 * @param in that of the client's last one
 * @param expectedIn the number the client's next message must have
 * @param lastInNs time of the client's last message in epoch nanoseconds, 0 before the first
 * @param lastOutNs time of the gateway's last message
 */
public record SessionView(
        String session, String role, State state, long out, long in, long expectedIn, long lastInNs, long lastOutNs) {
    /** Whether it is logged on. */
    public enum State {
        UP,
        DOWN,
        /** One side has asked for messages it missed and has not got all of them. */
        RESENDING
    }
}
