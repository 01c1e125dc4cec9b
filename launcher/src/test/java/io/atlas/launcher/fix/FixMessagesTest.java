package io.atlas.launcher.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.launcher.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import quickfix.Message;

class FixMessagesTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00.5Z"), ZoneOffset.UTC);

    private final FixMessages messages = new FixMessages(NOON, null, "k-");

    @Test
    void anOrderCarriesWhatWasTypedUnderANewId() {
        assertThat(body(messages.enter(TypedLine.parse("buy 0.1 BTC-USD 50000 ioc"))))
                .isEqualTo("35=D|11=k-1|38=0.1|40=2|44=50000|54=1|55=BTC-USD|59=3|60=20260102-12:00:00.500|");
        assertThat(body(messages.enter(TypedLine.parse("sell 2 AAPL-USD market"))))
                .isEqualTo("35=D|11=k-2|38=2|40=1|54=2|55=AAPL-USD|60=20260102-12:00:00.500|");
    }

    @Test
    void cancelAndReplaceTakeTheOrdersTermsFromItsLastReport() throws Exception {
        Message last = new Message(
                "8=FIX.4.4|9=0|35=8|37=2-3|11=k-1|54=2|55=BTC-USD|38=0.5|40=2|39=0|10=000|".replace('|', '\001'),
                false);
        assertThat(body(messages.cancel(last)))
                .isEqualTo("35=F|11=k-1|37=2-3|38=0.5|41=k-1|54=2|55=BTC-USD|60=20260102-12:00:00.500|");
        assertThat(body(messages.replace(last, "0.7", "51000")))
                .isEqualTo("35=G|11=k-2|37=2-3|38=0.7|40=2|41=k-1|44=51000|54=2|55=BTC-USD|"
                        + "60=20260102-12:00:00.500|");
    }

    @Test
    void aRawMessageKeepsItsOrderAndLeavesTheSessionsFieldsToTheSession() {
        assertThat(body(FixMessages.raw("8=FIX.4.2|35=D|34=7|55=X|11=a|97=Y|10=000")))
                .isEqualTo("35=D|97=Y|55=X|11=a|");
    }

    @Test
    void aRawMessageThatIsNoneIsRefused() {
        assertThatThrownBy(() -> FixMessages.raw("55=X"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("MsgType");
        assertThatThrownBy(() -> FixMessages.raw("35=D|hello"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("hello");
    }

    /** The message without BeginString, BodyLength and CheckSum, with bars. */
    private static String body(Message message) {
        String text = message.toString().replace('\001', '|');
        return text.substring(text.indexOf("35="), text.lastIndexOf("10="));
    }
}
