package io.atlas.wire.aeron;

import io.aeron.ChannelUri;

/**
 * Where frames go: an Aeron channel and a stream in it. By default all streams are shared memory of one media driver; over
 * the network the same streams are {@code aeron:udp} channels, given by configuration. A channel may carry any Aeron
 * parameter; {@code term-length} bounds memory (three terms a sender) and the largest message (an eighth of a term).
 *
 * @param channel an Aeron URI, such as {@code aeron:ipc} or {@code aeron:udp?endpoint=host:port}
 */
public record AeronStream(String channel, int streamId) {
    /** OMS to venue. */
    public static final AeronStream TO_VENUE = new AeronStream("aeron:ipc?term-length=1m", 4401);
    /** Venue to OMS; every OMS hears what is said to any partition. */
    public static final AeronStream TO_OMS = new AeronStream("aeron:ipc?term-length=64k", 4402);
    /** Venue to whoever follows the market. */
    public static final AeronStream MARKET = new AeronStream("aeron:ipc?term-length=4m", 4403);

    /** This stream with a parameter of its channel set, unless the channel sets it already. */
    AeronStream orElse(String parameter, String value) {
        ChannelUri uri = ChannelUri.parse(channel);
        if (!uri.containsKey(parameter)) {
            uri.put(parameter, value);
        }
        return new AeronStream(uri.toString(), streamId);
    }
}
