package io.atlas.gateway.replay;

/** How far the past goes. Thread: the agent; never waits. */
@FunctionalInterface
public interface Ends {
    /** The last record of that topic of which a client may have been told; -1 if there is none. */
    long lastOf(String topic, int partition);
}
