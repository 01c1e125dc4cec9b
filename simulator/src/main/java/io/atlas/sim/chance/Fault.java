package io.atlas.sim.chance;

/**
 * The kinds of fault: one row each. The number is the greatest rate a seed may draw, in so many of a million occasions; the
 * occasion is a step of the run unless the comment says otherwise. A new kind is a row here and the place where it strikes.
 */
public enum Fault {
    /** Killed within its next calls to the world outside. */
    GATEWAY_CRASH(Area.PROCESS, 1_600),
    OMS_CRASH(Area.PROCESS, 1_600),
    VENUE_CRASH(Area.PROCESS, 1_600),
    MD_CRASH(Area.PROCESS, 560),
    /** A second one is started beside the living one, and both run. */
    GATEWAY_TWICE(Area.PROCESS, 300),
    OMS_TWICE(Area.PROCESS, 300),
    VENUE_TWICE(Area.PROCESS, 300),
    /** Stopped at some call, what it was sending held back; it wakes as if nothing had been. */
    GATEWAY_FROZEN(Area.PROCESS, 400),
    OMS_FROZEN(Area.PROCESS, 400),
    VENUE_FROZEN(Area.PROCESS, 400),
    /** Stopped likewise; another one takes over; then it wakes. */
    GATEWAY_TAKEN_OVER(Area.PROCESS, 400),
    OMS_TAKEN_OVER(Area.PROCESS, 400),
    VENUE_TAKEN_OVER(Area.PROCESS, 400),

    /** A machine's clock is set: up to a minute forward, up to two seconds back. */
    CLOCK_FORWARD(Area.CLOCK, 240),
    CLOCK_BACK(Area.CLOCK, 240),
    /** Everything stood still for up to two minutes, clocks apart. */
    WORLD_SLEPT(Area.CLOCK, 32),

    /** Per append: lands late, in line. */
    APPEND_SLOW(Area.LOG, 200_000),
    /** Per append: timed out though it landed. */
    APPEND_FAILED_LANDED(Area.LOG, 1_000),
    /** Per append: timed out and lost: a hole, if others follow. */
    APPEND_FAILED_LOST(Area.LOG, 1_000),
    /** Per append: timed out and landing later. */
    APPEND_FAILED_LATE(Area.LOG, 2_000),
    /** The log answers nobody for up to 1.5 s. */
    LOG_STALLED(Area.LOG, 240),
    /** It is gone for up to 8 s; who asks it for anything is told so. */
    LOG_GONE(Area.LOG, 80),
    /** It is gone for a moment, and what was on its way to it failed. */
    LOG_RESTARTED(Area.LOG, 120),
    /** It takes nothing for up to 3 s, though it can be read. */
    DISK_FULL(Area.LOG, 80),
    /** Per piece of a snapshot that is read: a byte of it is not what was written. */
    SNAPSHOT_SPOILT(Area.LOG, 20_000),
    /** One reader sees nothing new for a while; mostly after a restart. */
    READER_LAGS(Area.LOG, 1_600),

    /** Per parcel. */
    LINK_LOST(Area.LINK, 30_000),
    LINK_DOUBLED(Area.LINK, 50_000),
    LINK_DELAYED(Area.LINK, 100_000),
    LINK_REFUSED(Area.LINK, 50_000),
    /** The driver restarts: what is on its way is lost, and nothing gets through for a while. */
    LINK_CUT(Area.LINK, 160),
    /** Back-pressure: nothing is taken for a while. */
    LINK_BLOCKED(Area.LINK, 160),

    /** Per report of the venue with a trade: the trade is reported twice. */
    VENUE_FILLS_TWICE(Area.HOSTILE, 120_000),
    /** Per report of the venue: a trade of more than was left. */
    VENUE_OVERFILLS(Area.HOSTILE, 60_000),
    /** Per report of the venue: a trade of an order that has ended. */
    VENUE_FILLS_ENDED(Area.HOSTILE, 60_000),
    /** Per report of the venue: a trade, or an answer, for an order nobody entered. */
    VENUE_MEETS_STRANGERS(Area.HOSTILE, 60_000),
    /** Per report of the venue: a trade beyond the order's price. */
    VENUE_FILLS_OUTSIDE(Area.HOSTILE, 60_000),
    /** Per report of the venue: a trade that could be and never was; what is true later may then be impossible. */
    VENUE_FILLS_FALSELY(Area.HOSTILE, 30_000),
    /** Per report of the venue: an order cancelled that goes on trading. */
    VENUE_CANCELS_FALSELY(Area.HOSTILE, 30_000),

    /** Per book update: the gateway does not get it. */
    MARKET_LOST(Area.MARKET, 100_000),
    /** Per book update: the publisher of the feed does not get it. */
    MD_MARKET_LOST(Area.MARKET, 4_000),
    /** Per frame and receiver. */
    FEED_LOST(Area.MARKET, 50_000),
    FEED_DOUBLED(Area.MARKET, 50_000),
    FEED_DELAYED(Area.MARKET, 100_000),

    CLIENT_DISCONNECTED(Area.CLIENT, 2_400),
    /** A client logs on with 141=Y in the middle of the day, and names the last report it has. */
    CLIENT_STARTS_ANEW(Area.CLIENT, 600),

    /** Per crash of a gateway and session: the last messages of its store are gone. */
    STORE_TORN(Area.STORE, 500_000),
    /** Likewise: all of it is gone, numbers and all. */
    STORE_LOST(Area.STORE, 150_000);

    /** What breaks. */
    public enum Area {
        PROCESS,
        CLOCK,
        LOG,
        LINK,
        HOSTILE,
        MARKET,
        CLIENT,
        STORE
    }

    private final Area area;
    private final int mostPerMillion;

    Fault(Area area, int mostPerMillion) {
        this.area = area;
        this.mostPerMillion = mostPerMillion;
    }

    public Area area() {
        return area;
    }

    int mostPerMillion() {
        return mostPerMillion;
    }
}
