package io.atlas.oms.order;

import static io.atlas.oms.order.Desk.SYMBOL;
import static io.atlas.oms.order.Desk.bought;
import static io.atlas.oms.order.Desk.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Instruction;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Quarantine.Why;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.domain.VenueReport.Traded;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What no honest venue ever says, said of an order in every state it can be in, amid a report that also fills an innocent
 * order twice. What an honest venue says at the wrong moment is in {@link OrderTableTest}.
 */
class HostileVenueTest {
    private static final String TABLE = """
            # the venue                | while the order is open | once it has ended
            fills more than is left     OVERFILL                  WRONG_STATE
            fills above the limit       PRICE_OUTSIDE             PRICE_OUTSIDE
            fills another instrument    WRONG_SYMBOL              WRONG_SYMBOL
            fills it as a sell          WRONG_SIDE                WRONG_SIDE
            fills nothing               BAD_TRADE                 BAD_TRADE
            fills less than nothing     BAD_TRADE                 BAD_TRADE
            fills at no price           BAD_TRADE                 BAD_TRADE
            fills off the steps         BAD_TRADE                 WRONG_STATE
            fills an unknown order      UNKNOWN_ORDER             UNKNOWN_ORDER
            accepts an unknown order    UNKNOWN_ORDER             UNKNOWN_ORDER
            refuses an unknown order    UNKNOWN_ORDER             UNKNOWN_ORDER
            cancels an unknown order    UNKNOWN_ORDER             UNKNOWN_ORDER
            cancels for another order   UNKNOWN_REQUEST           WRONG_STATE
            cancels for nobody          UNKNOWN_REQUEST           WRONG_STATE
            replaces for another order  UNKNOWN_REQUEST           UNKNOWN_REQUEST
            refuses another's request   UNKNOWN_REQUEST           UNKNOWN_REQUEST
            refuses nobody's request    UNKNOWN_REQUEST           UNKNOWN_REQUEST
            """;

    private static final int OPEN = 28;
    private static final int ENDED = 54;

    static Stream<Arguments> everyLieInEveryState() {
        return TABLE.lines().filter(line -> !line.startsWith("#")).flatMap(line -> OrderTableTest.states()
                .map(state -> Arguments.of(
                        line.substring(0, OPEN).trim(),
                        state,
                        Why.valueOf(line.substring(OPEN, ENDED).trim()),
                        Why.valueOf(line.substring(ENDED).trim()))));
    }

    private final BroughtOrder brought = new BroughtOrder();
    private final Desk desk = brought.desk;
    private long bystander;
    private long theirCancel;

    @ParameterizedTest(name = "{1}: the venue {0}")
    @MethodSource("everyLieInEveryState")
    void aLieIsSetAsideAndHarmsNobody(String lie, String state, Why whileOpen, Why onceEnded) {
        brought.to(state);
        bystander = desk.open(Side.BUY, "7", "100");
        theirCancel = desk.cancel(bystander);
        long innocent = desk.open(Side.BUY, "5", "100");
        Order before = desk.order(brought.orderId);
        Order bystanderBefore = desk.order(bystander);
        int requestsBefore = desk.desk.unansweredRequests();

        OrdersChanged output = desk.report(bought(innocent, "2", "99"), lie(lie), bought(innocent, "3", "98"));

        Quarantine quarantine = only(output.quarantines());
        assertThat(quarantine.why()).isEqualTo(before.open() ? whileOpen : onceEnded);
        assertThat(quarantine.trade() != null).isEqualTo(lie.startsWith("fills"));
        assertThat(desk.alarms)
                .singleElement()
                .asString()
                .startsWith("exec.reports/0/")
                .endsWith(quarantine.text());
        assertThat(desk.order(brought.orderId)).isEqualTo(before);
        assertThat(desk.order(bystander)).isEqualTo(bystanderBefore);
        assertThat(desk.desk.unansweredRequests()).isEqualTo(requestsBefore);
        assertThat(desk.order(innocent).cumQty()).isEqualTo(of("5"));
        assertThat(desk.order(innocent).cumAmount()).isEqualTo(of("492"));
        desk.checkRestart();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.atlas.oms.order.OrderTableTest#states")
    void aReportThatComesTwiceCountsOnce(String state) {
        brought.to(state);
        long other = desk.open(Side.BUY, "5", "100");
        OrdersChanged first = desk.report(new Accepted(other), bought(other, "2", "99"));
        Order before = desk.order(brought.orderId);
        Order otherBefore = desk.order(other);

        OrdersChanged second = desk.repeatReport();

        assertThat(first.quarantines()).isEmpty();
        assertThat(second.quarantines()).hasSize(2).allMatch(each -> each.why() == Why.REPEATED);
        assertThat(second.changes()).allMatch(change -> change.kind() == Kind.QUARANTINED);
        assertThat(second.quarantines().get(1).trade().execution().lastQty()).isEqualTo(of("2"));
        assertThat(desk.order(brought.orderId)).isEqualTo(before);
        assertThat(desk.order(other)).isEqualTo(otherBefore);
        assertThat(desk.alarms).hasSize(2);
        desk.checkRestart();
    }

    @Test
    void anInstructionTheVenueTakesTwiceCountsOnce() {
        long orderId = desk.open(Side.BUY, "5", "100");
        Instruction instruction = new Instruction.Cancel(orderId, orderId, SYMBOL);
        desk.report(new VenueReport(1, 0, instruction, List.of(bought(orderId, "2", "100"))));

        OrdersChanged again = desk.report(new VenueReport(2, 0, instruction, List.of(bought(orderId, "2", "100"))));

        assertThat(only(again.quarantines()).why()).isEqualTo(Why.REPEATED);
        assertThat(desk.order(orderId).cumQty()).isEqualTo(of("2"));
        desk.checkRestart();
    }

    @Test
    void twoOrdersTradeOnceInAReport() {
        long buy = desk.open(Side.BUY, "10", "100");
        long sell = desk.open(Side.SELL, "10", "90");
        Traded traded = new Traded(SYMBOL, of("95"), of("1"), buy, sell, Side.SELL);

        OrdersChanged output = desk.report(traded, traded);

        assertThat(output.changes())
                .extracting(OrderChange::kind)
                .containsExactly(Kind.TRADE, Kind.TRADE, Kind.QUARANTINED, Kind.QUARANTINED);
        assertThat(desk.order(buy).cumQty()).isEqualTo(of("1"));
        assertThat(desk.order(sell).cumQty()).isEqualTo(of("1"));
        desk.checkRestart();
    }

    @Test
    void aTrueAnswerStillCountsAfterAFalseOne() {
        long orderId = desk.open(Side.BUY, "5", "100");
        desk.report(new Accepted(orderId));
        long replace = desk.replace(orderId, "6", "90");
        desk.report(new Replaced(orderId, replace, of("600"), of("90")));
        desk.checkRestart();

        desk.report(new Replaced(orderId, replace, of("6"), of("90")));

        assertThat(desk.alarms).hasSize(1);
        assertThat(desk.order(orderId).qty()).isEqualTo(of("6"));
        assertThat(desk.desk.unansweredRequests()).isZero();
        desk.checkRestart();
    }

    @Test
    void aTradeTooLargeForALongIsSetAside() {
        long orderId = desk.open(Side.SELL, "50", "100");

        OrdersChanged output =
                desk.report(new Traded(SYMBOL, of("90000000000"), of("50"), OrderIds.NONE, orderId, Side.BUY));

        assertThat(only(output.quarantines()).why()).isEqualTo(Why.BAD_TRADE);
        assertThat(desk.order(orderId).cumQty()).isZero();
    }

    @Test
    void whatIsSaidOfAPartitionThatDoesNotExistIsTheFirstOnesToSetAside() {
        OrderDesk first = new OrderDesk(0, Desk.PARTITIONS, (input, why) -> {});
        OrderDesk other = new OrderDesk(1, Desk.PARTITIONS, (input, why) -> {});
        long nowhere = OrderIds.of(Desk.PARTITIONS, 5);
        VenueReport report = new VenueReport(
                1,
                0,
                null,
                List.of(
                        new Accepted(nowhere),
                        new Canceled(OrderIds.NONE, nowhere, Reason.NONE),
                        bought(nowhere, "1", "100")));

        assertThat(other.concerns(report)).isFalse();
        assertThat(first.concerns(report)).isTrue();
        assertThat(first.ready(report)).isTrue();
        OrdersChanged output = first.apply(0, report);
        assertThat(output.strays()).hasSize(3).allMatch(each -> each.why() == Why.UNKNOWN_ORDER);
        assertThat(output.strays().get(2).trade().execution().house()).isTrue();
    }

    private Outcome lie(String lie) {
        long id = brought.orderId;
        long nobodys = desk.number();
        return switch (lie) {
            case "fills more than is left" -> bought(id, "10.001", "100");
            case "fills above the limit" -> bought(id, "1", "100.01");
            case "fills another instrument" -> new Traded("OTHER", of("100"), of("1"), id, OrderIds.NONE, Side.BUY);
            case "fills it as a sell" -> new Traded(SYMBOL, of("100"), of("1"), OrderIds.NONE, id, Side.BUY);
            case "fills nothing" -> bought(id, "0", "100");
            case "fills less than nothing" -> bought(id, "-1", "100");
            case "fills at no price" -> bought(id, "1", "0");
            case "fills off the steps" -> bought(id, "0.00000001", "0.00000001");
            case "fills an unknown order" -> bought(theirCancel, "1", "100");
            case "accepts an unknown order" -> new Accepted(theirCancel);
            case "refuses an unknown order" -> new Refused(theirCancel, Reason.VENUE_REFUSED);
            case "cancels an unknown order" -> new Canceled(theirCancel, OrderIds.NONE, Reason.NONE);
            case "cancels for another order" -> new Canceled(id, theirCancel, Reason.USER_CANCEL);
            case "cancels for nobody" -> new Canceled(id, nobodys, Reason.USER_CANCEL);
            case "replaces for another order" -> new Replaced(id, theirCancel, of("20"), of("90"));
            case "refuses another's request" -> new RequestRefused(id, theirCancel, Reason.TOO_LATE);
            case "refuses nobody's request" -> new RequestRefused(id, nobodys, Reason.TOO_LATE);
            default -> throw new AssertionError(lie);
        };
    }

    private static Quarantine only(List<Quarantine> quarantines) {
        assertThat(quarantines).hasSize(1);
        return quarantines.get(0);
    }
}
