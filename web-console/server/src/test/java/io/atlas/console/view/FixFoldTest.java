package io.atlas.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.console.view.SessionView.State;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixFoldTest {
    private final ConsoleRig rig = new ConsoleRig();

    @ParameterizedTest
    @CsvSource(
            delimiter = '/',
            value = {
                "D / 11=C-1|55=BTC-USD|54=1|38=10|40=2|44=50000| / NewOrderSingle / BUY 10 BTC-USD @ 50000 · C-1",
                "D / 11=C-1|55=BTC-USD|54=2|38=10|40=1| / NewOrderSingle / SELL 10 BTC-USD MARKET · C-1",
                "F / 11=C-2|41=C-1| / OrderCancelRequest / cancel C-1 · C-2",
                "8 / 150=F|32=1.6|31=50007|151=2.4|11=C-1| / ExecutionReport / 150=F TRADE 1.6 @ 50007 · left 2.4 · C-1",
                "8 / 150=8|58=no funds|11=C-1| / ExecutionReport / 150=8 REJECTED no funds · C-1",
                "3 / 371=54|373=5|58=Value is incorrect| / Reject / 371=54 373=5 Value is incorrect",
                "2 / 7=5|16=9| / ResendRequest / 5–9",
                "0 / 112=T| / Heartbeat / T",
                "ZZ / 58=what| / ZZ / what"
            })
    void aLineSaysWhatTheMessageIs(String type, String fields, String name, String text) {
        rig.fix("DESK", true, 5, type, fields.strip());
        FixRecord message = rig.step().view.fixMessages(Set.of("DESK"), 9).get(0);
        FixSummary summary = FixSummary.of(message, ConsoleRig.DICTIONARY);
        assertThat(summary.name()).isEqualTo(name);
        assertThat(summary.text()).isEqualTo(text);
        assertThat(summary.reject()).isEqualTo(type.equals("3") || fields.contains("150=8"));
        assertThat(summary.admin()).isEqualTo("3 2 0".contains(type));
    }

    @Test
    void onlyTheMessagesOfTheGivenSessionsAreGivenNewestLast() {
        rig.fix("DESK", true, 1, "0", "");
        rig.fix("ALGO1", true, 1, "0", "");
        rig.fix("DESK", false, 1, "0", "");
        rig.step();
        assertThat(rig.view.fixMessages(Set.of("DESK"), 9))
                .extracting(FixRecord::inbound)
                .containsExactly(true, false);
        assertThat(rig.view.fixMessages(Set.of("DESK", "ALGO1"), 2))
                .extracting(FixRecord::session)
                .containsExactly("ALGO1", "DESK");
        assertThat(rig.view.fixMessages(Set.of(), 9)).isEmpty();
    }

    private SessionView desk() {
        return rig.step().view.sessions(Set.of("DESK")).get(0);
    }

    @Test
    void aSessionIsUpFromTheAnsweredLogonToTheLogout() {
        assertThat(desk().state()).isEqualTo(State.DOWN);
        rig.fix("DESK", true, 1, "A", "108=30|");
        assertThat(desk().state()).isEqualTo(State.DOWN);
        rig.fix("DESK", false, 1, "A", "108=30|");
        assertThat(desk().state()).isEqualTo(State.UP);
        rig.fix("DESK", true, 2, "5", "");
        rig.after(1_000);
        assertThat(desk().state()).isEqualTo(State.DOWN);
        assertThat(List.of(desk().in(), desk().expectedIn(), desk().out())).isEqualTo(List.of(2L, 3L, 1L));
        assertThat(desk().role()).isEqualTo("trade, market data");
    }

    @Test
    void aSilentClientIsDownAfterTwoAndAHalfHeartbeats() {
        rig.fix("DESK", true, 1, "A", "108=10|");
        rig.fix("DESK", false, 1, "A", "108=10|");
        rig.after(24_000);
        assertThat(desk().state()).isEqualTo(State.UP);
        rig.after(2_000);
        assertThat(desk().state()).isEqualTo(State.DOWN);
        rig.fix("DESK", true, 2, "0", "");
        rig.after(1_000);
        assertThat(desk().state()).isEqualTo(State.UP);
    }

    @Test
    void aResendIsOverWithTheFirstNewMessage() {
        rig.fix("DESK", true, 1, "A", "108=30|");
        rig.fix("DESK", false, 1, "A", "108=30|");
        rig.fix("DESK", true, 9, "2", "7=1|16=0|");
        assertThat(desk().state()).isEqualTo(State.RESENDING);
        rig.fix("DESK", false, 1, "4", "43=Y|123=Y|36=4|");
        rig.fix("DESK", false, 4, "8", "43=Y|");
        assertThat(desk().state()).isEqualTo(State.RESENDING);
        rig.fix("DESK", false, 5, "8", "");
        assertThat(desk().state()).isEqualTo(State.UP);
        assertThat(desk().out()).isEqualTo(5);
    }

    @Test
    void messagesPerSessionAreBounded() {
        for (int i = 0; i < FixFold.KEPT_PER_SESSION + 5; i++) {
            rig.fix("DESK", true, i, "0", "");
        }
        assertThat(rig.step().view.fixMessages(Set.of("DESK"), Integer.MAX_VALUE))
                .hasSize(FixFold.KEPT_PER_SESSION);
    }
}
