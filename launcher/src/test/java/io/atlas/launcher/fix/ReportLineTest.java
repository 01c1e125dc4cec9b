package io.atlas.launcher.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.InvalidMessage;
import quickfix.Message;

class ReportLineTest {
    private static final String ORDER =
            "35=8|37=2-3|17=E2-1.0|1=ALGO1-1|55=BTC-USD|54=1|38=0.10000|40=2|44=50000.00|11=k-1|";

    @Test
    void aFillSaysWhatTradedAtWhichPriceAndWhatIsLeft() throws Exception {
        String line = ReportLine.of(
                message(
                        ORDER
                                + "150=F|39=1|14=0.04000|151=0.06000|6=49990.0000|32=0.04000|31=49990.00|60=20260102-12:00:00.123456|"));
        assertThat(line.replaceAll(" +", " "))
                .isEqualTo("12:00:00.123 LIVE buy 0.1 BTC-USD @ 50000.00 0.04 0.06 k-1"
                        + " traded 0.04 @ 49990.00, average 49990.0000, order 2-3");
    }

    @Test
    void aRefusalSaysWhy() throws Exception {
        String line = ReportLine.of(message(ORDER
                + "150=8|39=8|14=0|151=0|103=3|20005=INSUFFICIENT_FUNDS|58=INSUFFICIENT_FUNDS needs 5 USD, has 4|"
                + "60=20260102-12:00:00|"));
        assertThat(line).contains("REJECTED").endsWith("refused: INSUFFICIENT_FUNDS needs 5 USD, has 4, order 2-3");
    }

    @Test
    void aCancelRejectNamesTheOrderAndTheReason() throws Exception {
        String line = ReportLine.of(
                message("35=9|37=2-3|11=k-9|41=k-1|39=2|434=1|102=0|20005=TOO_LATE|60=20260102-12:00:00|"));
        assertThat(line.replaceAll(" +", " ")).isEqualTo("12:00:00 FILLED cancel of k-1 k-9 refused: TOO_LATE");
    }

    @Test
    void aMessageThatWasNotProcessedSaysWhichAndWhere() throws Exception {
        String line =
                ReportLine.of(message("35=3|52=20260102-12:00:00|45=7|372=D|371=54|373=1|58=Required tag missing|"));
        assertThat(line.replaceAll(" +", " "))
                .isEqualTo("12:00:00 NOT TAKEN message 7 (35=D) Required tag missing (tag 54)");
    }

    @ParameterizedTest
    @CsvSource({"A,WAITING", "0,LIVE", "1,LIVE", "6,LIVE", "E,LIVE", "2,FILLED", "4,CANCELED", "8,REJECTED", "C,EXPIRED"
    })
    void everyStateHasItsWord(String ordStatus, String word) {
        assertThat(ReportLine.state(ordStatus)).isEqualTo(word);
    }

    private static Message message(String body) throws InvalidMessage {
        return new Message(("8=FIX.4.4|9=0|" + body + "10=000|").replace('|', '\001'), false);
    }
}
