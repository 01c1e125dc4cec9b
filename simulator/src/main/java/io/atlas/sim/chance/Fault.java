package io.atlas.sim.chance;

/** The kinds of fault a run counts. */
public enum Fault {
    GATEWAY_CRASH,
    OMS_CRASH,
    VENUE_CRASH,
    GATEWAY_TWICE,
    OMS_TWICE,
    VENUE_TWICE,
    APPEND_SLOW,
    APPEND_FAILED_LANDED,
    APPEND_FAILED_LOST,
    APPEND_FAILED_LATE,
    LOG_STALLED,
    READER_LAGS,
    LINK_LOST,
    LINK_DOUBLED,
    LINK_DELAYED,
    LINK_REFUSED,
    MARKET_LOST,
    CLIENT_DISCONNECTED
}
