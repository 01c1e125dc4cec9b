package io.atlas.console.view;

import static io.atlas.console.view.ConsoleRig.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderState;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console that starts from a snapshot shows what one that has read the whole log shows. */
class HistoryTest {
    private static final List<String> ACCOUNTS = List.of("DESK-1", "ALGO1-1");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void fromASnapshotOrFromTheBeginningIsTheSame(long seed) {
        Random random = new Random(seed);
        ConsoleRig rig = new ConsoleRig(20 + random.nextInt(60)).step();
        day(rig, random, 120);
        assertThat(rig.view.snapshots()).isPositive();

        ConsoleRig quick = rig.restarted();
        ConsoleRig whole = rig.withoutSnapshots();

        assertThat(quick.view.health().parts().get(0).text()).isEqualTo("Read up to the end");
        assertThat(quick.recordsRead()).isLessThan(whole.recordsRead());
        assertThat(shown(quick)).isEqualTo(shown(whole));
    }

    @Test
    void aSnapshotThatDoesNotFitTheLogIsNotUsed() {
        ConsoleRig rig = new ConsoleRig(20).step();
        day(rig, new Random(9), 60);
        Map<String, Object> before = shown(rig.restarted());

        rig.damageSnapshots();

        ConsoleRig again = rig.restarted();
        assertThat(shown(again)).isEqualTo(before);
        assertThat(again.recordsRead()).isEqualTo(rig.withoutSnapshots().recordsRead());
    }

    @Test
    void whatOnlyTheConsoleKnowsIsNotKept() {
        ConsoleRig rig = new ConsoleRig(1).step();
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "1", "50000");
        rig.event(Kind.ACCEPTED, order(id, "DESK-1", "C-1", OrderState.NEW, "1", "0"), Reason.NONE);
        rig.step();
        rig.view.sent(
                new SentOrder("DESK-1", "C-2", "BTC-USD", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 1, 1, rig.nowNs));
        rig.view.changeSent("DESK-1", "C-1", Pending.CANCEL, 0, 0, rig.nowNs);
        rig.deposit("DESK-1", "USD", "5");
        rig.step();

        ConsoleRig again = rig.restarted();

        assertThat(again.view.orders("DESK-1")).singleElement().satisfies(row -> {
            assertThat(row.key()).isEqualTo("C-1");
            assertThat(row.pendingOrNull()).isNull();
        });
    }

    private static void day(ConsoleRig rig, Random random, int steps) {
        List<Long> open = new ArrayList<>();
        Map<Long, String> names = new TreeMap<>();
        Map<Long, String> accounts = new TreeMap<>();
        for (int i = 0; i < steps; i++) {
            String account = ACCOUNTS.get(random.nextInt(2));
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    long id = rig.newOrder(account, "C-" + i, Side.BUY, "10", "50000");
                    open.add(id);
                    names.put(id, "C-" + i);
                    accounts.put(id, account);
                }
                case 2 -> rig.deposit(account, random.nextBoolean() ? "USD" : "BTC", "" + (1 + random.nextInt(9)));
                case 3 ->
                    rig.trades(ConsoleRig.traded(
                            "5000" + random.nextInt(9),
                            "1." + random.nextInt(9),
                            random.nextBoolean() ? Side.BUY : Side.SELL,
                            open.isEmpty() ? -1 : open.get(0)));
                default -> {
                    if (!open.isEmpty()) {
                        change(rig, random, open, names, accounts);
                    }
                }
            }
            rig.after(random.nextInt(90_000));
        }
    }

    private static void change(
            ConsoleRig rig, Random random, List<Long> open, Map<Long, String> names, Map<Long, String> accounts) {
        long id = open.get(random.nextInt(open.size()));
        String account = accounts.get(id);
        String name = names.get(id);
        switch (random.nextInt(5)) {
            case 0 -> rig.event(Kind.ACCEPTED, order(id, account, name, OrderState.NEW, "10", "0"), Reason.NONE);
            case 1 ->
                rig.event(
                        List.of(ConsoleRig.trade(
                                order(id, account, name, OrderState.PARTIALLY_FILLED, "10", "4"), "4")),
                        null);
            case 2 -> {
                rig.event(
                        List.of(new OrderChange(
                                Kind.CANCELED,
                                order(id, account, name, OrderState.CANCELED, "10", "4"),
                                null,
                                Reason.USER_CANCEL,
                                null)),
                        null);
                open.remove(id);
            }
            case 3 ->
                rig.command(new CancelOrder(
                        new Origin(account.substring(0, account.length() - 2), 1, "X-" + id, account, "0"),
                        name,
                        id,
                        "BTC-USD",
                        Side.BUY,
                        -1));
            default -> rig.event(Kind.QUARANTINED, order(id, account, name, OrderState.NEW, "10", "0"), Reason.NONE);
        }
    }

    private static Map<String, Object> shown(ConsoleRig rig) {
        Map<String, Object> all = new TreeMap<>();
        ConsoleView view = rig.view;
        for (String account : ACCOUNTS) {
            all.put("orders " + account, view.orders(account));
            all.put("fills " + account, view.fills(account));
            all.put("balances " + account, view.balancesOrNull(account));
        }
        all.put("alarms", view.alarms());
        all.put("violations", view.violations());
        for (SymbolMarket market : view.markets()) {
            String symbol = market.instrument().symbol();
            all.put("tape " + symbol, market.tapeSince(0, 1_000));
            for (BarSize size : BarSize.values()) {
                all.put(
                        "bars " + symbol + size,
                        market.barsSince(size, -1, 10_000).stream()
                                .map(bar -> new Bar(
                                        bar.startNs(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), 0))
                                .toList());
            }
            all.put("last " + symbol, market.lastPx() + " " + market.direction() + " " + market.trades());
            if (market.tradedToday()) {
                all.put(
                        "day " + symbol,
                        List.of(
                                market.dayHighPx(),
                                market.dayLowPx(),
                                market.dayChangePx(),
                                market.dayVolume(),
                                market.dayVwap()));
            }
            all.put("tiles " + symbol, market.tiles());
        }
        return all;
    }
}
