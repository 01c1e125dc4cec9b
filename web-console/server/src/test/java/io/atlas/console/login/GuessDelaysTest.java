package io.atlas.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each wrong password costs more time than the one before; nobody else pays for it. */
class GuessDelaysTest {
    private static final long MS = 1_000_000L;

    private final GuessDelays delays = new GuessDelays();

    @Test
    void tenWrongPasswordsTakeMoreAndMoreTime() {
        long nowNs = 0;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            long wait = delays.waitMs("trader", "10.0.0.1", nowNs);
            waits.add(wait);
            nowNs += wait * MS;
            delays.begun("trader", "10.0.0.1", nowNs);
        }

        assertThat(waits).containsExactly(0L, 0L, 0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L);
    }

    @Test
    void theRightPasswordForgives() {
        for (int i = 0; i < 5; i++) {
            delays.begun("trader", "10.0.0.1", 0);
        }
        delays.succeeded("trader", "10.0.0.1");

        assertThat(delays.waitMs("trader", "10.0.0.1", 0)).isZero();
    }

    @Test
    void anotherAddressAndAnotherUserDoNotWait() {
        for (int i = 0; i < 5; i++) {
            delays.begun("trader", "10.0.0.1", 0);
        }

        assertThat(delays.waitMs("trader", "10.0.0.2", 0)).isZero();
        assertThat(delays.waitMs("other", "10.0.0.1", 0)).isZero();
    }

    @Test
    void anAddressThatTriesManyUsersWaitsToo() {
        for (int i = 0; i < 20; i++) {
            delays.begun("user" + i, "10.0.0.1", 0);
        }

        assertThat(delays.waitMs("user99", "10.0.0.1", 0)).isPositive();
    }
}
