package io.atlas.wire.aeron;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a world's feed is: two streams, each with what its sender and its receivers say to Aeron. The UDP ports have the
 * numbers that Kafka and its controller have in TCP, so that worlds side by side never share them.
 *
 * @param name for people, as {@code multicast 224.0.1.1:19092 on localhost}
 */
public record FeedAddress(
        String name,
        AeronStream incrementalOut,
        AeronStream snapshotOut,
        AeronStream incrementalIn,
        AeronStream snapshotIn) {
    private static final Logger LOG = LoggerFactory.getLogger(FeedAddress.class);

    /** The group; Aeron asks for an odd last number and uses the next one for what receivers send back. */
    public static final String GROUP = "224.0.1.1";

    private static final String LOOPBACK = "localhost";
    private static final int INCREMENTAL_STREAM = 4404;
    private static final int SNAPSHOT_STREAM = 4405;
    /** The fastest receiver sets the pace: nobody can slow down the others. */
    private static final String SENDER = "|fc=max|term-length=1m";

    /** How a world's feed travels. */
    public enum Transport {
        /** Multicast if this machine has a route for it, otherwise unicast. */
        AUTO,
        MULTICAST,
        /** The sender copies each frame to every receiver that has announced itself (Aeron's MDC). */
        UNICAST
    }

    /**
     * The address on this machine's loopback interface. AUTO sends itself a packet first, for up to half a second; all
     * processes of a machine come to the same answer.
     *
     * @param kafkaPort 1 to 65534
     */
    public static FeedAddress local(Transport transport, int kafkaPort) {
        return local(transport, kafkaPort, () -> MulticastProbe.works(GROUP));
    }

    static FeedAddress local(Transport transport, int kafkaPort, BooleanSupplier multicastWorks) {
        if (transport == Transport.UNICAST) {
            return unicast(LOOPBACK, kafkaPort);
        }
        if (transport == Transport.AUTO && !multicastWorks.getAsBoolean()) {
            LOG.warn("no multicast on this machine's loopback interface: the feed goes out by unicast instead");
            return unicast(LOOPBACK, kafkaPort);
        }
        return multicast(GROUP, LOOPBACK, kafkaPort);
    }

    /**
     * To whoever joins the group.
     *
     * @param nic an address, with a mask if need be, of the network interface to use: {@code 10.0.0.0/8}
     */
    public static FeedAddress multicast(String group, String nic, int kafkaPort) {
        AeronStream incremental = multicastStream(group, nic, kafkaPort, INCREMENTAL_STREAM);
        AeronStream snapshot = multicastStream(group, nic, kafkaPort + 1, SNAPSHOT_STREAM);
        return new FeedAddress(
                "multicast " + group + ':' + kafkaPort + " on " + nic,
                sender(incremental),
                sender(snapshot),
                incremental,
                snapshot);
    }

    private static AeronStream multicastStream(String group, String nic, int port, int streamId) {
        return new AeronStream("aeron:udp?endpoint=" + group + ':' + port + "|interface=" + nic, streamId);
    }

    private static AeronStream sender(AeronStream stream) {
        return new AeronStream(stream.channel() + SENDER, stream.streamId());
    }

    /** To whoever announces itself to that host, which is the sender's. */
    public static FeedAddress unicast(String host, int kafkaPort) {
        return new FeedAddress(
                "unicast from " + host + ':' + kafkaPort,
                unicastSender(host, kafkaPort, INCREMENTAL_STREAM),
                unicastSender(host, kafkaPort + 1, SNAPSHOT_STREAM),
                unicastReceiver(host, kafkaPort, INCREMENTAL_STREAM),
                unicastReceiver(host, kafkaPort + 1, SNAPSHOT_STREAM));
    }

    private static AeronStream unicastSender(String host, int port, int streamId) {
        return new AeronStream("aeron:udp?control=" + host + ':' + port + "|control-mode=dynamic" + SENDER, streamId);
    }

    private static AeronStream unicastReceiver(String host, int port, int streamId) {
        String own = LOOPBACK.equals(host) ? LOOPBACK : "0.0.0.0";
        return new AeronStream(
                "aeron:udp?endpoint=" + own + ":0|control=" + host + ':' + port + "|control-mode=dynamic", streamId);
    }
}
