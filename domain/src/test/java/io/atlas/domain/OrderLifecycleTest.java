package io.atlas.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrderLifecycle.Cause;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderLifecycleTest {
    private static final List<String> CAUSES = List.of(
            "ACCEPTED",
            "REFUSED",
            "PART_FILL",
            "LAST_FILL",
            "REST_CANCELED",
            "EXPIRED_OUT",
            "REPLACED_OPEN",
            "REPLACED_DONE");

    /** Written the other way round than the table it checks: a row per state, a column per cause, "-" for impossible. */
    private static final Map<OrderState, String> EXPECTED = new EnumMap<>(Map.of(
            // causes in the order of CAUSES
            OrderState.PENDING_SUBMIT, "NEW REJECTED PARTIALLY_FILLED FILLED CANCELED EXPIRED -                -",
            OrderState.NEW, "              -   -        PARTIALLY_FILLED FILLED CANCELED EXPIRED NEW              -",
            OrderState.PARTIALLY_FILLED,
                    " -   -        PARTIALLY_FILLED FILLED CANCELED EXPIRED PARTIALLY_FILLED FILLED",
            OrderState.FILLED, "           -   -        -                -      -        -       -                -",
            OrderState.CANCELED, "         -   -        -                -      -        -       -                -",
            OrderState.REJECTED, "         -   -        -                -      -        -       -                -",
            OrderState.EXPIRED, "          -   -        -                -      -        -       -                -"));

    static Stream<Arguments> everyPair() {
        return Arrays.stream(OrderState.values())
                .flatMap(state -> Arrays.stream(Cause.values()).map(cause -> Arguments.of(state, cause)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void everyPairMovesAsTheRulesOfEngagementSayOrNotAtAll(OrderState state, Cause cause) {
        String expected = EXPECTED.get(state).trim().split(" +")[CAUSES.indexOf(cause.name())];

        assertThat(OrderLifecycle.next(state, cause).map(Enum::name).orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void theTestKnowsEveryCauseAndState() {
        assertThat(CAUSES)
                .containsExactly(Arrays.stream(Cause.values()).map(Enum::name).toArray(String[]::new));
        assertThat(EXPECTED).containsOnlyKeys(OrderState.values());
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void theChangeRecordedFitsTheStateReached(OrderState state, Cause cause) {
        OrderState next = OrderLifecycle.next(state, cause).orElse(null);
        List<OrderChange.Kind> reachedBy = next == null
                ? List.of(cause.kind())
                : switch (next) {
                    case PENDING_SUBMIT -> List.of(OrderChange.Kind.OPENED);
                    case NEW -> List.of(OrderChange.Kind.ACCEPTED, OrderChange.Kind.REPLACED);
                    case PARTIALLY_FILLED, FILLED -> List.of(OrderChange.Kind.TRADE, OrderChange.Kind.REPLACED);
                    case CANCELED -> List.of(OrderChange.Kind.CANCELED);
                    case REJECTED -> List.of(OrderChange.Kind.REJECTED);
                    case EXPIRED -> List.of(OrderChange.Kind.EXPIRED);
                };

        assertThat(cause.kind()).isIn(reachedBy);
    }
}
