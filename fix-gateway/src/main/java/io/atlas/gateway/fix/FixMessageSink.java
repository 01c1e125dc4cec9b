package io.atlas.gateway.fix;

/** Where copies of the raw messages go. Thread: the agent, inside {@code poll}. */
public interface FixMessageSink {
    void accept(FixMessage message);
}
