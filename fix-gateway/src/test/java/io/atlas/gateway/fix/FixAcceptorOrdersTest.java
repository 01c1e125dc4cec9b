package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.FixAcceptorFixture.ORDER;
import static io.atlas.gateway.fix.FixAcceptorFixture.command;
import static io.atlas.gateway.fix.FixAcceptorFixture.event;
import static io.atlas.gateway.fix.FixAcceptorFixture.report;
import static io.atlas.gateway.fix.FixAcceptorFixture.trade;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.gateway.client.Report.CancelReject;
import io.atlas.gateway.client.Report.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixAcceptorOrdersTest {
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

    @Test
    void eachRequestArrivesWithWhatTheClientSent() throws IOException {
        client.send("D", ORDER.formatted("a-1"));
        client.send("G", "41=a-1|11=a-2|55=BTC-USD|54=1|60=20260105-10:00:00|40=2|38=0.2|44=49000|37=1-7|");
        client.send("F", "41=a-2|11=a-3|55=BTC-USD|54=1|60=20260105-10:00:00|38=0.2|");
        client.send("H", "11=a-2|55=BTC-USD|54=1|790=s-1|");
        var requests = gateway.awaitRequests(4);
        NewOrderSingle order = (NewOrderSingle) requests.get(0);
        assertThat(order)
                .usingRecursiveComparison()
                .ignoringFields("arrival")
                .isEqualTo(new NewOrderSingle(
                        null, "a-1", "ALGO1-1", "BTC-USD", '1', '2', '1', "0.1", "50000.00", null, false));
        assertThat(order.arrival().session()).isEqualTo("ALGO1");
        assertThat(order.arrival().msgSeqNum()).isEqualTo(2);
        assertThat(order.arrival().receivedNs()).isPositive();
        assertThat(requests.get(1))
                .usingRecursiveComparison()
                .ignoringFields("arrival")
                .isEqualTo(new ReplaceRequest(
                        null, "a-2", "a-1", "1-7", null, "BTC-USD", '1', '2', '\0', "0.2", "49000", null));
        assertThat(requests.get(2))
                .usingRecursiveComparison()
                .ignoringFields("arrival")
                .isEqualTo(new CancelRequest(null, "a-3", "a-2", null, null, "BTC-USD", '1', "0.2"));
        assertThat(requests.get(3))
                .usingRecursiveComparison()
                .ignoringFields("arrival")
                .isEqualTo(new StatusRequest(null, "a-2", null, "BTC-USD", '1', "s-1"));
    }

    @ParameterizedTest
    @CsvSource({
        // what is added        what the agent is told
        "110=0.05|,             MinQty(110)",
        "111=0.05|,             MaxFloor(111)",
        "18=6|,                 ExecInst(18)",
        "126=20260106-00:00:00|,ExpireTime(126)",
        "168=20260106-00:00:00|,EffectiveTime(168)",
        "211=1|,                PegOffsetValue(211)",
        "388=0|,                DiscretionInst(388)",
        "432=20260106|,         ExpireDate(432)",
        "20001=2|,              StpMode(20001)",
        "20001=1|,",
        "21=1|100=X|58=hello|,",
    })
    void fieldsThatChangeWhatIsTradedAreNamedOthersIgnored(String field, String unsupported) throws IOException {
        client.send("D", ORDER.formatted("a") + field);
        NewOrderSingle order = (NewOrderSingle) gateway.awaitRequests(1).get(0);
        assertThat(order.unsupported()).isEqualTo(unsupported);
    }

    @Test
    void cashOrderQtyInsteadOfOrderQtyReachesTheAgent() throws IOException {
        client.send("D", "11=a|1=ALGO1-1|55=BTC-USD|54=1|60=20260105-10:00:00|40=1|152=1000|");
        NewOrderSingle order = (NewOrderSingle) gateway.awaitRequests(1).get(0);
        assertThat(order.unsupported()).isEqualTo("CashOrderQty(152)");
        assertThat(order.qty()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // message                                                                          answer 373/380 tag
        "D, 11=a|55=BTC-USD|54=1|60=20260105-10:00:00|40=1|,                                    3, 1,  38",
        "D, 11=a|55=BTC-USD|60=20260105-10:00:00|40=1|38=1|,                                    3, 1,  54",
        "D, 11=a|55=BTC-USD|54=1|60=20260105-10:00:00|40=1|38=1|9999=1|,                        3, 3,  9999",
        "D, 11=a|55=BTC-USD|54=1|60=20260105-10:00:00|40=1|38=1|434=1|,                         3, 2,  434",
        "D, 11=|55=BTC-USD|54=1|60=20260105-10:00:00|40=1|38=1|,                                3, 4,  11",
        "D, 11=a b|55=BTC-USD|54=1|60=20260105-10:00:00|40=1|38=1|,                             3, 5,  11",
        "D, 11=a|55=BTC-USD|54=x|60=20260105-10:00:00|40=1|38=1|,                               3, 5,  54",
        "D, 11=a|55=BTC-USD|54=1|60=20260105-10:00:00|40=1|38=ten|,                             3, 6,  38",
        "D, 11=a|11=b|55=BTC-USD|54=1|60=20260105-10:00:00|40=1|38=1|,                          3, 13, 11",
        "UZ, 11=a|,                                                                             3, 11, 35",
        "D, 11=a|55=BTC-USD|54=1|60=20260105-10:00:00|40=2|38=1|,                               j, 5,",
        "AF, 584=m|585=7|,                                                                      j, 3,",
    })
    void whatIsNotWellFormedIsNotProcessed(String type, String body, String answer, int reason, String tag)
            throws IOException {
        client.send(type, body);
        String reject = client.receive(answer);
        assertThat(RawFixClient.field(reject, 45)).isEqualTo("2");
        assertThat(RawFixClient.field(reject, 372)).isEqualTo(type);
        assertThat(RawFixClient.field(reject, answer.equals("3") ? 373 : 380)).isEqualTo(Integer.toString(reason));
        assertThat(RawFixClient.field(reject, 371)).isEqualTo(tag);
        client.send("D", ORDER.formatted("after"));
        assertThat(gateway.awaitRequests(1)).extracting("clOrdId").containsExactly("after");
    }

    @Test
    void executionReportGoesOutFieldByField() throws IOException {
        gateway.acceptor.send("ALGO1", trade("a-1", "E1-9.0"), event(9));
        String expected =
                "35=8|34=2|49=ATLAS|52=*|56=ALGO1|1=ALGO1-1|6=49999.500000|11=a-1|14=0.10000|17=E1-9.0|31=49999.50"
                        + "|32=0.10000|37=1-7|38=0.10000|39=2|40=2|44=50000.00|54=1|55=BTC-USD|59=1|60=20260105-10:00:00.123456"
                        + "|150=F|151=0.00000|851=2|1003=12.0|1057=Y|20002=0.00000000|";
        assertThat(bodyOf(client.receive("8"))).isEqualTo(expected);
    }

    @Test
    void cancelRejectGoesOutFieldByField() throws IOException {
        Refusal refusal = new Refusal(1, "UNKNOWN_ORDER", "OrigClOrdID(41): zz");
        gateway.acceptor.send(
                "ALGO1",
                new CancelReject("NONE", "a-3", "zz", '8', '1', refusal, "ALGO1-1", 1_767_607_200_000_000_000L),
                command(3));
        String expected = "35=9|34=2|49=ATLAS|52=*|56=ALGO1|1=ALGO1-1|11=a-3|37=NONE|39=8|41=zz|58=OrigClOrdID(41): zz"
                + "|60=20260105-10:00:00.000000|102=1|434=1|20005=UNKNOWN_ORDER|";
        assertThat(bodyOf(client.receive("9"))).isEqualTo(expected);
    }

    private static String bodyOf(String message) {
        return message.substring(message.indexOf("35="), message.indexOf("10=", message.length() - 8))
                .replaceFirst("\\|52=[^|]*", "|52=*");
    }

    @Test
    void fullQueueIsToldAndNothingIsRecorded() throws IOException {
        close();
        gateway = new FixAcceptorFixture(folder.resolve("small"), 1);
        client = gateway.loggedOn("ALGO1", 1);
        client.send("D", ORDER.formatted("first"));
        client.send("D", ORDER.formatted("second"));
        String reject = client.receive("j");
        assertThat(RawFixClient.field(reject, 380)).isEqualTo("4");
        assertThat(RawFixClient.field(reject, 379)).isEqualTo("second");
        assertThat(gateway.awaitRequests(1)).extracting("clOrdId").containsExactly("first");
    }

    @Test
    void sessionWithoutTheTradeRoleMayNotOrder() throws IOException {
        try (RawFixClient dropCopy = gateway.loggedOn("ALGO1-DC", 1)) {
            dropCopy.send("D", ORDER.formatted("a"));
            assertThat(RawFixClient.field(dropCopy.receive("j"), 380)).isEqualTo("6");
        }
    }

    @Test
    void reportsOfAClientThatIsAwayComeWhenItAsks() throws IOException {
        gateway.acceptor.send("ALGO2", report("b-1", "C1-7"), command(7));
        try (RawFixClient away = gateway.connect("ALGO2")) {
            away.logon("");
            assertThat(RawFixClient.field(away.receive("A"), 34)).isEqualTo("2");
            away.send("2", "7=1|16=0|");
            String resent = away.receive("8");
            assertThat(RawFixClient.field(resent, 34)).isEqualTo("1");
            assertThat(RawFixClient.field(resent, 43)).isEqualTo("Y");
            assertThat(RawFixClient.field(resent, 17)).isEqualTo("C1-7");
            assertThat(RawFixClient.field(away.receive("4"), 36)).isEqualTo("3");
        }
    }

    @Test
    void clientThatTellsItsNextExpectedNumberGetsTheRestUnasked() throws IOException {
        gateway.acceptor.send("ALGO2", report("b-1", "C1-7"), command(7));
        gateway.acceptor.send("ALGO2", report("b-2", "C1-8"), command(8));
        try (RawFixClient away = gateway.connect("ALGO2")) {
            away.logon("789=2|");
            assertThat(RawFixClient.field(away.receive("A"), 789)).isEqualTo("2");
            assertThat(RawFixClient.field(away.receive("8"), 17)).isEqualTo("C1-8");
            assertThat(RawFixClient.field(away.receive("4"), 36)).isEqualTo("4");
        }
    }

    @Test
    void clientThatDoesNotTellItsNextExpectedNumberIsNotToldOurs() throws IOException {
        try (RawFixClient other = gateway.connect("ALGO2")) {
            other.logon("");
            assertThat(RawFixClient.field(other.receive("A"), 789)).isNull();
        }
    }

    @Test
    void quietSessionsOrdersAreMarked() throws IOException {
        try (RawFixClient quiet = gateway.connect("ALGO2")) {
            quiet.logon("20013=Y|");
            quiet.receive("A");
            quiet.send("D", ORDER.formatted("q"));
            assertThat(((NewOrderSingle) gateway.awaitRequests(1).get(0)).quiet())
                    .isTrue();
        }
    }
}
