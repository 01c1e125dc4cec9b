package io.atlas.console.socket;

import io.atlas.console.client.ClientSocket;

/**
 * How fast a page takes what it is sent. While its network buffer is full, or a ping is unanswered for 4 s, the rate steps down
 * once a second, 10 → 5 → 2 → 1 Hz; each 5 s without such a time step it up again. A page that is slow for 15 s on end is lost.
 */
final class Pace {
    private static final long SECOND_NS = 1_000_000_000L;
    static final long STEP_DOWN_NS = SECOND_NS;
    static final long STEP_UP_NS = 5 * SECOND_NS;
    static final long LOST_NS = 15 * SECOND_NS;
    static final long PING_EVERY_NS = 2 * SECOND_NS;
    static final long PONG_WITHIN_NS = 4 * SECOND_NS;
    private static final int[] RATES_HZ = {10, 5, 2, 1};

    private final ClientSocket socket;
    private int step;
    private boolean hidden;
    private long slowSinceNs = -1;
    private long steppedNs;
    private long pingedNs;
    private long unansweredNs = -1;
    private long pongOf = -1;
    private double rttMs = Double.NaN;

    Pace(ClientSocket socket, long nowNs) {
        this.socket = socket;
        this.pingedNs = nowNs;
        this.steppedNs = nowNs;
    }

    /** Looks how the page is doing; false if it is lost. */
    boolean advance(long nowNs) {
        if (pongOf >= 0) {
            rttMs = Math.round((nowNs - pongOf) / 10_000.0) / 100.0;
            pongOf = -1;
        }
        boolean slow = !socket.writable() || unansweredNs >= 0 && nowNs - unansweredNs >= PONG_WITHIN_NS;
        if (!slow) {
            if (slowSinceNs >= 0) {
                slowSinceNs = -1;
                steppedNs = nowNs;
            } else if (step > 0 && nowNs - steppedNs >= STEP_UP_NS) {
                step--;
                steppedNs = nowNs;
            }
            return true;
        }
        if (slowSinceNs < 0) {
            slowSinceNs = nowNs;
            stepDown(nowNs);
        } else if (nowNs - steppedNs >= STEP_DOWN_NS) {
            stepDown(nowNs);
        }
        return nowNs - slowSinceNs < LOST_NS;
    }

    private void stepDown(long nowNs) {
        step = Math.min(step + 1, RATES_HZ.length - 1);
        steppedNs = nowNs;
    }

    boolean writable() {
        return socket.writable();
    }

    /** The rate this page is really shown. */
    int hz() {
        return hidden ? RATES_HZ[RATES_HZ.length - 1] : RATES_HZ[step];
    }

    /** A hidden page asks for the slowest rate. */
    void hidden(boolean now) {
        hidden = now;
    }

    boolean pingDue(long nowNs) {
        if (nowNs - pingedNs < PING_EVERY_NS) {
            return false;
        }
        pingedNs = nowNs;
        unansweredNs = unansweredNs < 0 ? nowNs : unansweredNs;
        return true;
    }

    /** The page has answered the ping of that time; an answer to nothing is ignored. */
    void pong(long of) {
        if (unansweredNs >= 0 && of >= unansweredNs && of <= pingedNs) {
            unansweredNs = of == pingedNs ? -1 : pingedNs;
            pongOf = of;
        }
    }

    /** Round trip of the last answered ping; NaN before the first. */
    double rttMs() {
        return rttMs;
    }
}
