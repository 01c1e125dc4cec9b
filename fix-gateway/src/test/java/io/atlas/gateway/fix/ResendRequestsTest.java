package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.gateway.fix.ResendRequests.Range;
import io.atlas.gateway.fix.ResendRequests.Verdict;
import org.junit.jupiter.api.Test;

class ResendRequestsTest {
    private static final long S = 1_000_000_000;
    private static final Range ALL = new Range(1, 0);

    private final ResendRequests requests = new ResendRequests();

    @Test
    void equalRequestIsIgnoredAndTheThirdIsAStorm() {
        assertThat(requests.ask(ALL, 0)).isEqualTo(Verdict.SERVE);
        assertThat(requests.ask(ALL, 9 * S)).isEqualTo(Verdict.IGNORE);
        assertThat(requests.ask(ALL, 9 * S + 1)).isEqualTo(Verdict.STORM);
    }

    @Test
    void tenSecondsLaterItIsServedOnceMoreAndNoMore() {
        requests.ask(ALL, 0);
        assertThat(requests.ask(ALL, 10 * S)).isEqualTo(Verdict.SERVE);
        assertThat(requests.ask(ALL, 10 * S + 1)).isEqualTo(Verdict.IGNORE);
    }

    @Test
    void whatHasBeenServedMayBeAskedForAgain() {
        requests.ask(ALL, 0);
        requests.served();
        assertThat(requests.currentOrNull()).isNull();
        assertThat(requests.ask(ALL, 1)).isEqualTo(Verdict.SERVE);
    }

    /** Overlapping ranges are no way round: each would send nearly everything again. */
    @Test
    void sixteenRangesMayWaitAndOneMoreIsAStorm() {
        for (int begin = 1; begin <= 16; begin++) {
            assertThat(requests.ask(new Range(begin, 0), begin)).isEqualTo(Verdict.SERVE);
        }
        assertThat(requests.ask(new Range(17, 0), 17)).isEqualTo(Verdict.STORM);
        requests.served();
        assertThat(requests.ask(new Range(17, 0), 18)).isEqualTo(Verdict.SERVE);
    }
}
