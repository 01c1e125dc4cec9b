package io.atlas.console.channel;

/**
 * One channel with its arguments, for everybody who may see the same. The texts it gives are the rest of a frame after the
 * page's id: {@code ,"seq":…,…}}.
 */
public interface Stream {
    /** How often a state channel may be shown to one page: its class in the protocol. 0 for events, which are never conflated. */
    int hz();

    /** The last change; 0 only before anything was ever shown. */
    long seq();

    /** Takes in what has changed at its source. */
    void refresh(long nowNs);

    /** The whole state at {@link #seq}. */
    String snapshot();

    /** What follows after {@code from}: for a state all that changed since, for events the next step. Null if that is not known any more. */
    String deltaOrNull(long from);
}
