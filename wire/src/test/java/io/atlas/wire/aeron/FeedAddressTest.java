package io.atlas.wire.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.wire.aeron.FeedAddress.Transport;
import org.junit.jupiter.api.Test;

class FeedAddressTest {
    private static FeedAddress local(Transport transport, boolean multicastWorks) {
        return FeedAddress.local(transport, 19_092, () -> multicastWorks);
    }

    @Test
    void multicastIsTheDefaultWhereItWorksAndUnicastWhereItDoesNot() {
        FeedAddress multicast = FeedAddress.multicast("224.0.1.1", "localhost", 19_092);
        FeedAddress unicast = FeedAddress.unicast("localhost", 19_092);
        assertThat(local(Transport.AUTO, true)).isEqualTo(multicast);
        assertThat(local(Transport.AUTO, false)).isEqualTo(unicast);
        assertThat(local(Transport.MULTICAST, false)).isEqualTo(multicast);
        assertThat(local(Transport.UNICAST, true)).isEqualTo(unicast);
    }

    @Test
    void theTwoChannelsHavePortsOfTheirOwnFromKafkasOn() {
        FeedAddress feed = FeedAddress.multicast("224.0.1.1", "localhost", 19_092);
        assertThat(feed.incrementalIn())
                .isEqualTo(new AeronStream("aeron:udp?endpoint=224.0.1.1:19092|interface=localhost", 4404));
        assertThat(feed.snapshotIn())
                .isEqualTo(new AeronStream("aeron:udp?endpoint=224.0.1.1:19093|interface=localhost", 4405));
        assertThat(feed.incrementalOut().channel())
                .isEqualTo(feed.incrementalIn().channel() + "|fc=max|term-length=1m");
        assertThat(feed.name()).isEqualTo("multicast 224.0.1.1:19092 on localhost");
    }

    @Test
    void aUnicastReceiverAnnouncesItselfToTheSender() {
        FeedAddress here = FeedAddress.unicast("localhost", 19_092);
        assertThat(here.incrementalOut().channel())
                .isEqualTo("aeron:udp?control=localhost:19092|control-mode=dynamic|fc=max|term-length=1m");
        assertThat(here.incrementalIn().channel())
                .isEqualTo("aeron:udp?endpoint=localhost:0|control=localhost:19092|control-mode=dynamic");
        assertThat(FeedAddress.unicast("venue-1", 19_092).snapshotIn().channel())
                .isEqualTo("aeron:udp?endpoint=0.0.0.0:0|control=venue-1:19093|control-mode=dynamic");
    }

    @Test
    void theProbeIsADecisionNotAnException() {
        assertThat(local(Transport.AUTO, MulticastProbe.works(FeedAddress.GROUP))
                        .name())
                .containsAnyOf("multicast", "unicast");
    }
}
