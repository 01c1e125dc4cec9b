package io.atlas.wire.aeron;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether multicast works on the loopback interface, by sending a packet and waiting for it. */
final class MulticastProbe {
    private static final Logger LOG = LoggerFactory.getLogger(MulticastProbe.class);
    private static final long WAIT_MS = 500;

    private MulticastProbe() {}

    /** Blocks for half a second at most. */
    static boolean works(String group) {
        try {
            InetAddress loopback = InetAddress.getByName("localhost");
            NetworkInterface nic = NetworkInterface.getByInetAddress(loopback);
            return nic != null && arrives(InetAddress.getByName(group), nic);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("multicast to {} cannot be sent here: {}", group, e.getMessage());
            return false;
        }
    }

    private static boolean arrives(InetAddress group, NetworkInterface nic) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
                Selector selector = Selector.open()) {
            channel.bind(new InetSocketAddress(0));
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, nic);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            channel.join(group, nic);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            channel.send(ByteBuffer.wrap(new byte[] {1}), new InetSocketAddress(group, port));
            return selector.select(WAIT_MS) > 0;
        }
    }
}
