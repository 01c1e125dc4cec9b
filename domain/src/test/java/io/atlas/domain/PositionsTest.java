package io.atlas.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places in the log, and the order ids made from them. */
class PositionsTest {
    private static final long LAST_OFFSET = (1L << 48) - 1;

    @Property
    void anOrderIdIsItsPartitionAndOffset(
            @ForAll @IntRange(max = 0x7FFF) int partition, @ForAll @LongRange(max = LAST_OFFSET) long offset) {
        long orderId = OrderIds.of(partition, offset);

        assertThat(orderId).isNotNegative();
        assertThat(OrderIds.partition(orderId)).isEqualTo(partition);
        assertThat(OrderIds.offset(orderId)).isEqualTo(offset);
        assertThat(OrderIds.text(orderId)).isEqualTo(partition + "-" + offset);
        assertThat(OrderIds.parse(OrderIds.text(orderId))).isEqualTo(orderId);
    }

    @Example
    void noOrderIsNone() {
        assertThat(OrderIds.text(OrderIds.NONE)).isEqualTo("NONE");
        assertThat(OrderIds.parse("NONE")).isEqualTo(OrderIds.NONE);
    }

    @Example
    void positionsThatCannotBePackedAreRefused() {
        assertThatThrownBy(() -> OrderIds.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderIds.of(0x8000, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderIds.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderIds.of(0, LAST_OFFSET + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "3", "3-", "-7", "x-7", "3-x", "3--7", "3-7-1", "99999-1", "none"})
    void otherTextIsNoOrderId(String text) {
        assertThatThrownBy(() -> OrderIds.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void aPositionReadsBackFromItsText(@ForAll @IntRange int partition, @ForAll @LongRange long offset) {
        LogPosition position = new LogPosition("orders.commands", partition, offset);

        assertThat(position).hasToString("orders.commands/" + partition + "/" + offset);
        assertThat(LogPosition.parse(position.toString())).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "orders.commands", "orders.commands/3", "/3/7", "t/x/7", "t/3/", "t/3/x"})
    void otherTextIsNoPosition(String text) {
        assertThatThrownBy(() -> LogPosition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
