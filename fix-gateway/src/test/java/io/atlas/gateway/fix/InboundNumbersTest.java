package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InboundNumbersTest {
    @Test
    void watermarkStopsBeforeTheFirstUndecided() {
        InboundNumbers numbers = new InboundNumbers(1);
        received(numbers, true); // 1
        received(numbers, false); // 2
        received(numbers, true); // 3
        assertThat(numbers.watermark()).isZero();
        numbers.decided(3);
        assertThat(numbers.watermark()).isZero();
        numbers.decided(1);
        assertThat(numbers.watermark()).isEqualTo(3);
    }

    @Test
    void decisionMayComeBeforeTheSessionHasCounted() {
        InboundNumbers numbers = new InboundNumbers(1);
        numbers.pending(1);
        numbers.decided(1);
        assertThat(numbers.watermark()).isZero();
        numbers.expect(2);
        assertThat(numbers.watermark()).isEqualTo(1);
    }

    @Test
    void longGapFilledByTheClientCostsNothing() {
        InboundNumbers numbers = new InboundNumbers(1);
        received(numbers, true);
        numbers.expect(2_000_000_000);
        assertThat(numbers.watermark()).isZero();
        numbers.decided(1);
        assertThat(numbers.watermark()).isEqualTo(1_999_999_999);
    }

    /** Against a plain set. Each step: even numbers receive (one in four an admin message), odd ones decide some pending one. */
    @Property(tries = 300)
    void agreesWithAPlainSet(@ForAll @Size(max = 2000) int[] steps, @ForAll @IntRange(min = 1, max = 50) int first) {
        InboundNumbers numbers = new InboundNumbers(first);
        TreeSet<Integer> pending = new TreeSet<>();
        for (int step : steps) {
            if ((step & 1) == 0) {
                boolean forAgent = (step & 6) != 0;
                if (forAgent) {
                    pending.add(numbers.next());
                }
                received(numbers, forAgent);
            } else if (!pending.isEmpty()) {
                Integer some = pending.floor(pending.first() + (step >>> 1) % 8);
                pending.remove(some);
                numbers.decided(some);
            }
            assertThat(numbers.watermark()).isEqualTo(pending.isEmpty() ? numbers.next() - 1 : pending.first() - 1);
        }
    }

    private static void received(InboundNumbers numbers, boolean forAgent) {
        if (forAgent) {
            numbers.pending(numbers.next());
        }
        numbers.expect(numbers.next() + 1);
    }
}
