package io.atlas.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.gateway.client.ClientRequest.Arrival;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StalenessTest {
    private static final long S = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        // down since, up since, now , 122 , too old   all in seconds; 0: never decided before
        "        900,     1000, 1010,  985, false ", // ten seconds of uptime since it was sent
        "        900,     1000, 1010,  880, false ", // twenty before we went down, ten since
        "        900,     1000, 1020,  889, true  ", // eleven before, twenty since
        "        900,     1000, 1050, 1019, true  ", // up all the time, thirty-one seconds
        "        900,     1000, 1050, 1020, false ",
        "          0,     1000, 1010,  100, true  ", // a new world was never down
    })
    void onlyTimeInWhichWeCouldHaveAnsweredCounts(long down, long up, long now, long sent, boolean tooOld) {
        Staleness staleness = new Staleness();
        staleness.up(down * S, up * S);
        assertThat(staleness.tooOld(new Arrival("ALFA", 1, now * S, true, false, sent * S), now * S))
                .isEqualTo(tooOld);
    }
}
