package io.atlas.domain;

import static io.atlas.domain.Samples.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Order.PendingCancel;
import io.atlas.domain.Order.PendingReplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
    private final Order opened = Samples.opened(Side.BUY, "10", "100");

    @Test
    void aNewOrderWaitsWithEverythingLeft() {
        assertThat(opened.ordStatus()).isEqualTo(OrdStatus.PENDING_NEW);
        assertThat(opened.leavesQty()).isEqualTo(of("10"));
        assertThat(opened.need(Samples.ACME)).isEqualTo(of("1000"));
    }

    @Test
    void fillsMoveQuantityFromLeavesToCumAndAddUpTheirAmounts() {
        Order part = opened.filled(OrderState.PARTIALLY_FILLED, of("4"), of("396"));
        Order whole = part.filled(OrderState.FILLED, of("6"), of("600"));

        assertThat(part.leavesQty()).isEqualTo(of("6"));
        assertThat(part.need(Samples.ACME)).isEqualTo(of("600"));
        assertThat(whole.cumQty()).isEqualTo(of("10"));
        assertThat(whole.leavesQty()).isZero();
        assertThat(whole.cumAmount()).isEqualTo(of("996"));
        assertThat(whole.need(Samples.ACME)).isZero();
    }

    @Test
    void anOverfillIsNoOrder() {
        assertThatThrownBy(() -> opened.filled(OrderState.PARTIALLY_FILLED, of("11"), of("1100")))
                .isInstanceOf(Invariant.Broken.class)
                .hasMessageContaining("3-88214");
    }

    @Test
    void anOpenOrderWithNothingLeftIsNoOrder() {
        assertThatThrownBy(() -> opened.filled(OrderState.PARTIALLY_FILLED, of("10"), of("1000")))
                .isInstanceOf(Invariant.Broken.class);
    }

    @ParameterizedTest
    @CsvSource({
        // state,          cancel, replace, shown
        "PENDING_SUBMIT,   -,      -,       PENDING_NEW",
        "NEW,              -,      -,       NEW",
        "NEW,              yes,    -,       PENDING_CANCEL",
        "NEW,              -,      yes,     PENDING_REPLACE",
        "NEW,              yes,    yes,     PENDING_CANCEL",
        "CANCELED,         -,      -,       CANCELED",
        "CANCELED,         -,      yes,     PENDING_REPLACE",
        "REJECTED,         yes,    -,       PENDING_CANCEL",
        "EXPIRED,          -,      -,       EXPIRED",
    })
    void aPendingRequestOutranksTheBaseState(OrderState state, String cancel, String replace, OrdStatus shown) {
        Order order = opened.in(state);
        order = cancel.equals("yes") ? order.with(new PendingCancel(1, "cxl-1")) : order;
        order = replace.equals("yes") ? order.with(new PendingReplace(2, "rpl-1", of("5"), of("90"))) : order;

        assertThat(order.ordStatus()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        // filled, new qty, state after,       qty after, leaves, holds
        "0,        20,      NEW,               20,        20,     1200",
        "0,        5,       NEW,               5,         5,      300",
        "4,        20,      PARTIALLY_FILLED,  20,        16,     960",
        "4,        5,       PARTIALLY_FILLED,  5,         1,      60",
        "4,        4,       FILLED,            4,         0,      0",
        "4,        3,       FILLED,            4,         0,      0", // never below what has traded
    })
    void aReplaceSetsTheTotalAndThePrice(
            String filled, String newQty, OrderState state, String qty, String leaves, String holds) {
        Order order = opened.in(OrderState.NEW);
        if (of(filled) > 0) {
            order = order.filled(OrderState.PARTIALLY_FILLED, of(filled), of("400"));
        }
        Order replaced = order.with(new PendingCancel(1, "cxl-1"))
                .with(new PendingReplace(2, "rpl-1", of(newQty), of("60")))
                .replaced();

        assertThat(replaced.state()).isEqualTo(state);
        assertThat(FixedPoint.format(replaced.qty())).isEqualTo(qty);
        assertThat(FixedPoint.format(replaced.leavesQty())).isEqualTo(leaves);
        assertThat(FixedPoint.format(replaced.need(Samples.ACME))).isEqualTo(holds);
        assertThat(replaced.px()).isEqualTo(of("60"));
        assertThat(replaced.clOrdId()).isEqualTo("rpl-1");
        assertThat(replaced.pendingReplace()).isNull();
        assertThat(replaced.pendingCancel()).as("a cancel goes on waiting").isNotNull();
    }

    @Test
    void aPendingReplaceHoldsTheWorstOfBothTerms() {
        Order pending = opened.in(OrderState.NEW).with(new PendingReplace(2, "rpl-1", of("20"), of("60")));

        assertThat(pending.need(Samples.ACME)).isEqualTo(of("1600"));
        assertThat(pending.filled(OrderState.FILLED, of("10"), of("1000")).need(Samples.ACME))
                .as("terminal orders hold nothing, answered or not")
                .isZero();
    }
}
