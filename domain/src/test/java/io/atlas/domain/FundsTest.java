package io.atlas.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundsTest {
    private static final int UP_TO = 5;

    @ParameterizedTest
    @CsvSource({
        // side, px,    leaves, need
        "BUY,  50000, 1,      50000",
        "BUY,  25.01, 0.5,    12.505",
        "SELL, 50000, 1,      1",
        "SELL, 25.01, 0.5,    0.5",
        "BUY,  100,   0,      0",
    })
    void anOrderHoldsItsWorst(Side side, String px, String leaves, String need) {
        assertThat(FixedPoint.format(Funds.need(Samples.ACME, side, amount(px), amount(leaves))))
                .isEqualTo(need);
    }

    @ParameterizedTest
    @CsvSource({
        // side, px, leaves, new px, new leaves, need
        "BUY,  100, 10,    60,     20,         1600", // 10 at 100 before the change, 10 at 60 after it
        "BUY,  100, 10,    120,    20,         2400",
        "BUY,  100, 10,    60,     5,          1000",
        "BUY,  100, 10,    300,    5,          1500",
        "BUY,  100, 10,    100,    10,         1000",
        "BUY,  100, 10,    90,     0,          1000", // a total that has traded already
        "SELL, 100, 10,    60,     20,         20",
        "SELL, 100, 10,    60,     5,          10",
    })
    void aPendingReplaceHoldsTheWorstOrderOfFills(
            Side side, String px, String leaves, String newPx, String newLeaves, String need) {
        long held = Funds.need(Samples.ACME, side, amount(px), amount(leaves), amount(newPx), amount(newLeaves));
        assertThat(FixedPoint.format(held)).isEqualTo(need);
    }

    @Test
    void noOrderOfFillsCostsMoreThanIsHeldAndOneCostsJustThat() {
        for (Side side : Side.values()) {
            for (int leaves = 1; leaves <= UP_TO; leaves++) {
                for (int newLeaves = 0; newLeaves <= UP_TO; newLeaves++) {
                    for (int px = 1; px <= UP_TO; px++) {
                        for (int newPx = 1; newPx <= UP_TO; newPx++) {
                            Terms now = new Terms(px, leaves);
                            Terms wanted = new Terms(newPx, newLeaves);
                            assertThat(worst(side, now, wanted))
                                    .as("%s %s, wanted %s", side, now, wanted)
                                    .isEqualTo(need(side, now, wanted));
                        }
                    }
                }
            }
        }
    }

    private record Terms(int px, int leaves) {
        Terms filled() {
            return new Terms(px, Math.max(0, leaves - 1));
        }
    }

    /** The dearest of all histories from here: fill one more, or let the replace be answered either way. */
    private static long worst(Side side, Terms now, Terms wantedOrNull) {
        long worst = 0;
        if (now.leaves() > 0) {
            Terms wanted = wantedOrNull == null ? null : wantedOrNull.filled();
            worst = cost(side, now) + worst(side, now.filled(), wanted);
            assertThat(cost(side, now) + need(side, now.filled(), wanted))
                    .as("a fill never asks for more")
                    .isLessThanOrEqualTo(need(side, now, wantedOrNull));
        }
        if (wantedOrNull != null) {
            worst = Math.max(worst, worst(side, wantedOrNull, null));
            worst = Math.max(worst, worst(side, now, null));
        }
        return worst;
    }

    private static long cost(Side side, Terms terms) {
        return units(side == Side.BUY ? terms.px() : 1);
    }

    private static long need(Side side, Terms now, Terms wantedOrNull) {
        if (wantedOrNull == null) {
            return Funds.need(Samples.ACME, side, units(now.px()), units(now.leaves()));
        }
        return Funds.need(
                Samples.ACME,
                side,
                units(now.px()),
                units(now.leaves()),
                units(wantedOrNull.px()),
                units(wantedOrNull.leaves()));
    }

    private static long units(int whole) {
        return whole * FixedPoint.ONE;
    }

    private static long amount(String text) {
        return FixedPoint.parse(text);
    }
}
