package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResendPaceTest {
    private static final long MS = 1_000_000;

    @Test
    void twoThousandPerSecondWhileNothingElseWaits() {
        ResendPace pace = new ResendPace(0);
        long sent = 0;
        for (int ms = 0; ms <= 10_000; ms += 5) {
            sent += pace.take(ms * MS, false, 0);
        }
        assertThat(sent).isEqualTo(20_000);
    }

    @Test
    void aLongPauseIsNotCaughtUpInOneGo() {
        ResendPace pace = new ResendPace(0);
        assertThat(pace.take(60_000 * MS, false, 0)).isEqualTo(50);
    }

    @Test
    void oneForFourLiveMessagesWhileTheyWait() {
        ResendPace pace = new ResendPace(0);
        long resent = 0;
        long live = 0;
        for (int ms = 0; ms <= 10_000; ms += 5) {
            live += 3;
            resent += pace.take(ms * MS, true, live);
            assertThat(resent * 4).isLessThanOrEqualTo(live);
        }
        assertThat(resent * 4).isGreaterThan(live - 20);
    }

    @Test
    void nothingWhileLiveMessagesWaitAndNoneGets() {
        ResendPace pace = new ResendPace(0);
        pace.take(5 * MS, true, 100);
        assertThat(pace.take(1_000 * MS, true, 100)).isZero();
        assertThat(pace.take(1_005 * MS, false, 100)).isPositive();
    }
}
