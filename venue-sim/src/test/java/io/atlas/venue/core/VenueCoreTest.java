package io.atlas.venue.core;

import static io.atlas.domain.FixedPoint.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Instruction;
import io.atlas.domain.Invariant;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instructions and ticks in, reports out: what the books do not decide themselves. */
class VenueCoreTest {
    private static final World WORLD = new WorldBuilder("core")
            .market(5, 100)
            .instrument("BTC-USD", "0.01", "0.00001", "50000")
            .instrument("ETH-USD", "0.01", "0.0001", "3000")
            .build();

    private final VenueCore core = new VenueCore();
    private long offset;

    @BeforeEach
    void begin() {
        core.beginEpoch(WORLD);
    }

    private static Instruction.Enter enter(long number, String group, String symbol, Side side, String qty, String px) {
        return new Instruction.Enter(
                number, group, symbol, side, OrdType.LIMIT, TimeInForce.DAY, parse(qty), parse(px));
    }

    private Instruction.Enter enter(String group, Side side, String qty, String px) {
        return enter(OrderIds.of(0, offset++), group, "BTC-USD", side, qty, px);
    }

    private List<VenueReport.Outcome> outcomes(Instruction instruction) {
        return core.apply(instruction).outcomes();
    }

    @Test
    void termsThatCannotBeInTheBookAreRefused() {
        Object[][] table = {
            // symbol,   qty,        px,        reason
            {"DOGE-USD", "1", "100", Reason.UNKNOWN_SYMBOL},
            {"BTC-USD", "0", "100", Reason.BAD_QTY},
            {"BTC-USD", "-1", "100", Reason.BAD_QTY},
            {"BTC-USD", "0.000001", "100", Reason.BAD_QTY},
            {"BTC-USD", "1", "0", Reason.BAD_PRICE},
            {"BTC-USD", "1", "-5", Reason.BAD_PRICE},
            {"BTC-USD", "1", "100.001", Reason.BAD_PRICE},
        };
        for (Object[] row : table) {
            long id = OrderIds.of(0, offset++);
            assertThat(outcomes(enter(id, "A", (String) row[0], Side.BUY, (String) row[1], (String) row[2])))
                    .containsExactly(new VenueReport.Refused(id, (Reason) row[3]));
        }
        assertThat(core.inputNumber()).isEqualTo(table.length);
    }

    @Test
    void requestsForFinishedOrdersAreTooLateAndForOthersUnknown() {
        long open = OrderIds.of(1, 3);
        core.apply(enter(open, "A", "BTC-USD", Side.BUY, "1", "100"));
        long canceler = OrderIds.of(1, 5);
        assertThat(outcomes(new Instruction.Cancel(canceler, open, "BTC-USD")))
                .containsExactly(new VenueReport.Canceled(open, canceler, Reason.USER_CANCEL));
        Object[][] table = {
            // order,               symbol,     reason
            {open, "BTC-USD", Reason.TOO_LATE},
            {open, "ETH-USD", Reason.TOO_LATE},
            {open, "DOGE-USD", Reason.TOO_LATE},
            {OrderIds.of(1, 4), "BTC-USD", Reason.TOO_LATE},
            {OrderIds.of(1, 500), "BTC-USD", Reason.UNKNOWN_ORDER},
            {OrderIds.of(2, 3), "BTC-USD", Reason.UNKNOWN_ORDER},
            {OrderIds.NONE, "BTC-USD", Reason.UNKNOWN_ORDER},
        };
        long next = 6;
        for (Object[] row : table) {
            long orderId = (long) row[0];
            String symbol = (String) row[1];
            long cancel = OrderIds.of(1, next++);
            assertThat(outcomes(new Instruction.Cancel(cancel, orderId, symbol)))
                    .containsExactly(new VenueReport.RequestRefused(orderId, cancel, (Reason) row[2]));
            long replace = OrderIds.of(1, next++);
            assertThat(outcomes(new Instruction.Replace(replace, orderId, symbol, parse("1"), parse("100"))))
                    .containsExactly(new VenueReport.RequestRefused(orderId, replace, (Reason) row[2]));
        }
    }

    @Test
    void houseQuotesAreOutOfReachOfClients() {
        core.tickOrNull();
        long quote = core.restingOrders("BTC-USD", Side.BUY).get(0).orderId();
        long number = OrderIds.of(0, 9);
        assertThat(outcomes(new Instruction.Cancel(number, quote, "BTC-USD")))
                .containsExactly(new VenueReport.RequestRefused(quote, number, Reason.UNKNOWN_ORDER));
    }

    @Test
    void replaceWithBadTermsLeavesTheOrderAsItWas() {
        long id = OrderIds.of(0, offset++);
        core.apply(enter(id, "A", "BTC-USD", Side.BUY, "1", "100"));
        long number = OrderIds.of(0, offset++);
        assertThat(outcomes(new Instruction.Replace(number, id, "BTC-USD", parse("1"), parse("100.001"))))
                .containsExactly(new VenueReport.RequestRefused(id, number, Reason.BAD_PRICE));
        assertThat(core.restingOrders("BTC-USD", Side.BUY)).hasSize(1);
    }

    @Test
    void tradeWithTheHouseNamesItNone() {
        core.tickOrNull();
        Instruction.Enter buy = enter("A", Side.BUY, "0.00001", "60000");
        long askPx = core.askPx("BTC-USD");
        assertThat(outcomes(buy))
                .containsExactly(
                        new VenueReport.Accepted(buy.number()),
                        new VenueReport.Traded(
                                "BTC-USD", askPx, parse("0.00001"), buy.number(), OrderIds.NONE, Side.BUY));
    }

    @Test
    void groupNeverTradesWithItself() {
        Instruction.Enter first = enter("A", Side.SELL, "1", "100");
        Instruction.Enter own = enter("A", Side.BUY, "1", "100");
        Instruction.Enter other = enter("B", Side.BUY, "1", "100");
        core.apply(first);
        assertThat(outcomes(own))
                .containsExactly(
                        new VenueReport.Accepted(own.number()),
                        new VenueReport.Canceled(own.number(), OrderIds.NONE, Reason.SELF_TRADE));
        assertThat(outcomes(other)).hasSize(2).last().isInstanceOf(VenueReport.Traded.class);
    }

    @Test
    void instructionOutOfOrderIsAnInvariantFailure() {
        core.apply(enter(OrderIds.of(0, 7), "A", "BTC-USD", Side.BUY, "1", "100"));
        assertThatThrownBy(() -> core.apply(enter(OrderIds.of(0, 7), "A", "BTC-USD", Side.BUY, "1", "100")))
                .isInstanceOf(Invariant.Broken.class);
    }

    @Test
    void inputsCountReportsAndTicksCountThemselves() {
        List<VenueReport> reports = day(core, 2_000);
        for (int i = 0; i < reports.size(); i++) {
            assertThat(reports.get(i).input()).isEqualTo(i + 1);
        }
        assertThat(reports).filteredOn(report -> report.instruction() == null).hasSizeBetween(1, 999);
        assertThat(core.tick()).isEqualTo(1_000);
        core.audit();
    }

    @Test
    void sameInputsGiveTheSameReportsAndTheSameBooks() {
        List<VenueReport> reports = day(core, 3_000);
        VenueCore again = new VenueCore();
        again.beginEpoch(WORLD);
        reports.forEach(again::replay);
        for (String symbol : core.symbols()) {
            for (Side side : Side.values()) {
                assertThat(again.restingOrders(symbol, side)).isEqualTo(core.restingOrders(symbol, side));
            }
        }
        assertThat(again.inputNumber()).isEqualTo(core.inputNumber());
        assertThat(again.tick()).isEqualTo(core.tick());
        assertThat(again.lastApplied(0)).isEqualTo(core.lastApplied(0));
        assertThat(again.tickOrNull()).isEqualTo(core.tickOrNull());
    }

    @Test
    void journalThatSaysOtherwiseIsAnInvariantFailure() {
        VenueReport report = core.apply(enter("A", Side.BUY, "1", "100"));
        VenueCore again = new VenueCore();
        again.beginEpoch(WORLD);
        VenueReport forged = new VenueReport(report.input(), report.tick(), report.instruction(), List.of());
        assertThatThrownBy(() -> again.replay(forged)).isInstanceOf(Invariant.Broken.class);
    }

    @Test
    void newConfigurationKeepsRestingOrdersAndMovesTheHouse() {
        core.tickOrNull();
        core.apply(enter("A", Side.BUY, "1", "100"));
        World changed = new WorldBuilder("core")
                .market(6, 100)
                .instrument("BTC-USD", "0.01", "0.00001", "70000")
                .build();
        core.beginEpoch(changed);
        assertThat(core.restingOrders("BTC-USD", Side.BUY)).hasSize(1);
        core.tickOrNull();
        assertThat(core.askPx("BTC-USD")).isBetween(parse("69999"), parse("70001"));
        Instruction.Enter delisted = enter(OrderIds.of(0, offset++), "A", "ETH-USD", Side.BUY, "1", "100");
        assertThat(outcomes(delisted))
                .containsExactly(new VenueReport.Refused(delisted.number(), Reason.UNKNOWN_SYMBOL));
    }

    @Test
    void changesOfAnInputAreThoseOfItsSymbol() {
        core.apply(enter("A", Side.BUY, "1", "100"));
        List<String> changes = new ArrayList<>();
        MarketChanges listener = (symbol, bidPx, askPx, levels, trades) ->
                changes.add(symbol + " " + bidPx + " " + askPx + " " + levels + " " + trades);
        core.drainChanges(listener);
        BookUpdate.LevelChange level = new BookUpdate.LevelChange(Side.BUY, parse("100"), parse("1"));
        assertThat(changes).containsExactly("BTC-USD " + parse("100") + " 0 " + List.of(level) + " []");
        core.drainChanges(listener);
        assertThat(changes).hasSize(1);
    }

    /** Orders near the market between ticks, some cancelled again; the reports in order. */
    private List<VenueReport> day(VenueCore venue, int inputs) {
        List<VenueReport> reports = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            VenueReport report;
            if (i % 2 == 0) {
                report = venue.tickOrNull();
            } else if (i % 7 == 1) {
                long number = OrderIds.of(0, offset++);
                report =
                        venue.apply(new Instruction.Cancel(number, OrderIds.of(0, Math.max(0, offset - 9)), "BTC-USD"));
            } else {
                Side side = i % 3 == 0 ? Side.BUY : Side.SELL;
                long bestPx = side == Side.BUY ? venue.bidPx("BTC-USD") : venue.askPx("BTC-USD");
                long px = bestPx + (i % 9 - 4) * parse("0.01");
                long number = OrderIds.of(0, offset++);
                report = venue.apply(new Instruction.Enter(
                        number,
                        "G" + i % 5,
                        "BTC-USD",
                        side,
                        OrdType.LIMIT,
                        TimeInForce.DAY,
                        (1 + i % 11) * parse("0.00001"),
                        px));
            }
            if (report != null) {
                reports.add(report);
            }
        }
        return reports;
    }
}
