package io.atlas.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A status request waits for what came before it, and for nothing else. */
class UndecidedTest {
    private final Undecided undecided = new Undecided();
    private final List<String> released = new ArrayList<>();

    private static Arrival arrival(String session, long msgSeqNum) {
        return new Arrival(session, msgSeqNum, 0, false, false, 0);
    }

    private void arrives(String session, long msgSeqNum, String clOrdId) {
        undecided.add(GatewayDesk.order(arrival(session, msgSeqNum), clOrdId, '1', "1", "1"));
    }

    private boolean waits(String session, long msgSeqNum, String clOrdId) {
        return undecided.await(new StatusRequest(arrival(session, msgSeqNum), clOrdId, null, "S", '1', null));
    }

    private void decides(String session, long msgSeqNum, String clOrdId) {
        undecided.remove(session, msgSeqNum, clOrdId, status -> released.add(status.clOrdId()));
    }

    @Test
    void itWaitsForAllThatCameBeforeItInItsSession() {
        arrives("A", 1, "o-1");
        arrives("A", 2, "o-2");
        arrives("B", 1, "o-3");
        assertThat(waits("A", 3, "h-1")).isTrue();
        arrives("A", 4, "o-4");
        decides("A", 2, "o-2");
        assertThat(released).isEmpty();
        decides("A", 1, "o-1");
        assertThat(released).containsExactly("h-1");
        assertThat(undecided.count()).isEqualTo(2);
    }

    @Test
    void withNothingBeforeItItDoesNotWait() {
        arrives("B", 1, "o-1");
        assertThat(waits("A", 1, "h-1")).isFalse();
    }

    @Test
    void afterAResetSmallNumbersWaitForLargeOnesAllTheSame() {
        arrives("A", 500, "o-1");
        arrives("A", 2, "o-2");
        assertThat(waits("A", 3, "h-1")).isTrue();
        decides("A", 2, "o-2");
        assertThat(released).isEmpty();
        decides("A", 500, "o-1");
        assertThat(released).containsExactly("h-1");
    }

    @Test
    void aNumberUsedTwiceIsTwoMessages() {
        arrives("A", 2, "o-1");
        arrives("A", 2, "o-2");
        assertThat(waits("A", 3, "h-1")).isTrue();
        decides("A", 2, "o-1");
        decides("A", 2, "o-1");
        assertThat(released).isEmpty();
        decides("A", 2, "o-2");
        assertThat(released).containsExactly("h-1");
        assertThat(undecided.count()).isZero();
    }
}
