package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final String ORDER = "11=%s|1=ALGO1-1|55=BTC-USD|54=1|60=%s|40=2|38=0.1|44=50000.00|59=1|58=%s|";

    @TempDir
    Path folder;

    private FixAcceptorFixture gateway;
    private RawFixClient client;

    @BeforeEach
    void open() throws IOException {
        gateway = new FixAcceptorFixture(folder);
        client = gateway.loggedOn("ALGO1", 1);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".1", ".12", ".123", ".1234", ".12345", ".123456", ".1234567", ".12345678", ".123456789"})
    void zeroToNineFractionDigitsAreTheTimeTheySay(String fraction) throws IOException {
        client.sentAt(fraction)
                .send("D", ORDER.formatted("a", "20260105-10:00:00" + fraction, "free 20260105-10:00:00.1"));
        assertThat(gateway.awaitRequests(1)).extracting("clOrdId").containsExactly("a");
        assertThat(gateway.copies)
                .extracting(FixMessage::raw)
                .as("the record keeps what came")
                .anyMatch(raw -> raw.contains("\00160=20260105-10:00:00" + fraction + "\001"));
    }

    @Test
    void origSendingTimeIsReadToItsLastDigit() throws IOException {
        client.sendRaw("D", "43=Y|122=20260105-10:00:00.5|", ORDER.formatted("a", "20260105-10:00:00", "x"));
        assertThat(gateway.awaitRequests(1).get(0).arrival().origSendingTimeNs())
                .isEqualTo(1_767_607_200_500_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".1x", ".1234567890", ",5", "Z"})
    void whatIsNoTimeIsRefused(String fraction) throws IOException {
        client.send("D", ORDER.formatted("a", "20260105-10:00:00" + fraction, "x"));
        String reject = client.receive("3");
        assertThat(RawFixClient.field(reject, 371)).isEqualTo("60");
        assertThat(RawFixClient.field(reject, 373)).isEqualTo("6");
    }
}
