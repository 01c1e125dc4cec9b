package io.atlas.launcher.services;

import io.atlas.wire.aeron.AeronStream;

/**
 * How the venue's three streams travel: each with what its sender and its receivers say to Aeron.
 *
 * @param toVenueOut what an OMS sends on
 * @param toVenueIn what the venue listens to
 * @param toOmsOut what the venue answers on
 * @param toOmsIn what every OMS listens to
 */
record Links(
        AeronStream toVenueOut,
        AeronStream toVenueIn,
        AeronStream toOmsOut,
        AeronStream toOmsIn,
        AeronStream marketOut,
        AeronStream marketIn) {
    /** How many UDP ports beside Kafka's are taken, counted from Kafka's port: the first two are the feed's. */
    private static final int TO_VENUE_PORT = 2;

    private static final int TO_OMS_PORT = 3;
    private static final int MARKET_PORT = 4;
    private static final String LOOPBACK = "127.0.0.1";

    /** Shared memory of one driver. */
    static Links ipc() {
        return new Links(
                AeronStream.TO_VENUE,
                AeronStream.TO_VENUE,
                AeronStream.TO_OMS,
                AeronStream.TO_OMS,
                AeronStream.MARKET,
                AeronStream.MARKET);
    }

    /**
     * UDP on this machine's loopback interface. What the venue says goes to everybody who has announced himself to it (Aeron's MDC), and the
     * fastest receiver sets the pace: one that stands still is cut off and asks again, and never holds up the others.
     */
    static Links udp(int kafkaPort) {
        String toVenue = "aeron:udp?endpoint=" + LOOPBACK + ':' + (kafkaPort + TO_VENUE_PORT);
        return new Links(
                new AeronStream(toVenue + "|term-length=1m", AeronStream.TO_VENUE.streamId()),
                new AeronStream(toVenue, AeronStream.TO_VENUE.streamId()),
                sender(kafkaPort + TO_OMS_PORT, "64k", AeronStream.TO_OMS.streamId()),
                receiver(kafkaPort + TO_OMS_PORT, AeronStream.TO_OMS.streamId()),
                sender(kafkaPort + MARKET_PORT, "4m", AeronStream.MARKET.streamId()),
                receiver(kafkaPort + MARKET_PORT, AeronStream.MARKET.streamId()));
    }

    private static AeronStream sender(int port, String termLength, int streamId) {
        return new AeronStream(
                "aeron:udp?control=" + LOOPBACK + ':' + port + "|control-mode=dynamic|fc=max|term-length=" + termLength,
                streamId);
    }

    private static AeronStream receiver(int port, int streamId) {
        return new AeronStream(
                "aeron:udp?endpoint=" + LOOPBACK + ":0|control=" + LOOPBACK + ':' + port + "|control-mode=dynamic",
                streamId);
    }
}
