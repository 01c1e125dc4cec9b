package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import org.junit.jupiter.api.Test;

class RecordedRequestTest {
    private static final String ORDER =
            "35=D|34=7|43=Y|49=ALGO1|52=20260105-10:00:01|56=ATLAS|97=N|122=20260105-10:00:00.5|"
                    + "11=o-1|1=A-1|55=BTC-USD|54=2|40=2|59=3|38=0.50|44=50000.10|110=2|58=say=so|453=1|448=x|447=D|452=1|";

    private static String soh(String message) {
        return message.replace('|', '\u0001');
    }

    @Test
    void aRequestIsReadAsItWasWhenItCame() {
        String raw = RawMessage.of(soh(ORDER));

        assertThat(RecordedRequest.readOrNull("ALGO1", raw, 12, true))
                .isEqualTo(new NewOrderSingle(
                        new Arrival("ALGO1", 7, 12, true, false, 1_767_607_200_500_000_000L),
                        "o-1",
                        "A-1",
                        "BTC-USD",
                        '2',
                        '2',
                        '3',
                        "0.50",
                        "50000.10",
                        "MinQty(110)",
                        true));
    }

    @Test
    void whatTheGatewayWouldNotHaveDecidedOnIsNoRequest() {
        assertThat(RecordedRequest.readOrNull("ALGO1", soh(ORDER).replace("11=o-1", "11=o 1"), 12, true))
                .isNull();
        assertThat(RecordedRequest.readOrNull("ALGO1", soh(ORDER).replace("44=50000.10\u0001", ""), 12, true))
                .isNull();
        assertThat(RecordedRequest.readOrNull("ALGO1", soh(ORDER).replace("35=D", "35=8"), 12, true))
                .isNull();
    }

    @Test
    void aLogonSaysWhetherItWantsNoPendingNew() {
        assertThat(RecordedRequest.isQuiet(soh("8=FIX.4.4|35=A|20013=Y|"))).isTrue();
        assertThat(RecordedRequest.isQuiet(soh("8=FIX.4.4|35=A|20013=N|"))).isFalse();
    }
}
