package io.atlas.sim.check;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.ledger.LedgerFold;
import io.atlas.oms.order.OrderDesk;
import io.atlas.venue.core.VenueCore;
import io.atlas.venue.core.VenueView;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * I10: live state is the replay from zero. Fresh order desks and a fresh venue take every input again as its output appears
 * in the log, and must give that output; a fresh ledger folds the whole log at checkpoints. This one checker uses the
 * cores' own code, for that is the point: the same code, another life, the same bytes.
 */
public final class I10Replay extends Checker {
    private record Folded(LogPosition cause, long time, LedgerEntry entry) {}

    private final World world;
    private final LogIndex index;
    private final List<OrderDesk> desks = new ArrayList<>();
    private final VenueCore venue = new VenueCore();
    private final List<List<Folded>> ledgers = new ArrayList<>();
    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> assets = new TreeSet<>();

    I10Replay(World world, LogIndex index) {
        super("I10");
        this.world = world;
        this.index = index;
        for (int p = 0; p < index.partitions(); p++) {
            desks.add(new OrderDesk(
                    p,
                    index.partitions(),
                    (input, why) -> check(index.lied(), "quarantined on replay: %s %s", input, why)));
            ledgers.add(new ArrayList<>());
        }
        world.groups().forEach(group -> group.accounts().forEach(account -> accounts.add(account.name())));
        accounts.addAll(List.of(Ledger.EXTERNAL, Ledger.HOUSE, Ledger.CLEARING, Ledger.SUSPENSE));
        world.instruments().forEach(instrument -> {
            assets.add(instrument.base());
            assets.add(instrument.quote());
        });
    }

    @Override
    void onEpochStart(LogPosition at, EpochStart start) {
        if (at.topic().equals(Topics.REPORTS)) {
            venue.beginEpoch(world);
        }
    }

    @Override
    void onTrueReport(Entry<VenueReport> entry) {
        VenueReport again = venue.rerun(entry.body().tick(), entry.body().instruction());
        check(entry.body().equals(again), "%s (replay: %s)", entry.body(), again);
        venue.drainChanges((symbol, bidPx, askPx, levels, trades) -> {});
    }

    @Override
    void onEvent(int partition, Entry<OrdersChanged> entry) {
        OrderDesk desk = desks.get(partition);
        long cause = entry.cause().offset();
        OrdersChanged again = entry.cause().topic().equals(Topics.COMMANDS)
                ? desk.apply(cause, index.commandOrNull(partition, cause).body())
                : desk.apply(cause, index.reportOrNull(cause).body());
        check(entry.body().equals(again), "%s (replay: %s)", entry.body(), again);
        desk.confirmed(entry.offset(), entry.body());
    }

    @Override
    void onLedger(int partition, Entry<LedgerEntry> entry) {
        ledgers.get(partition).add(new Folded(entry.cause(), entry.time(), entry.body()));
    }

    /** Folds the partition's commands and events anew and compares with what the ledger's topic holds so far. */
    public void checkpoint() {
        at(null);
        for (int p = 0; p < index.partitions(); p++) {
            replayLedger(p, new ArrayList<>());
        }
    }

    private LedgerFold replayLedger(int p, List<Folded> again) {
        LedgerFold fold = new LedgerFold(world, p, new LedgerFold.Output() {
            @Override
            public void command(Entry<Command> input, LedgerEntry entry) {
                again.add(new Folded(new LogPosition(Topics.COMMANDS, p, input.offset()), input.time(), entry));
            }

            @Override
            public void event(Entry<OrderEvent> input, LedgerEntry entry) {
                again.add(new Folded(new LogPosition(Topics.EVENTS, p, input.offset()), input.time(), entry));
            }
        });
        index.commands(p).stream().filter(entry -> entry != null).forEach(fold::onCommand);
        index.events(p).stream().filter(entry -> entry != null).forEach(entry -> fold.onEvent(asEvent(entry)));
        fold.advance(Long.MAX_VALUE, Long.MAX_VALUE);
        List<Folded> recorded = ledgers.get(p);
        check(recorded.size() <= again.size(), "%d entries (replay: %d)", recorded.size(), again.size());
        for (int i = 0; i < recorded.size(); i++) {
            check(recorded.get(i).equals(again.get(i)), "%s (replay: %s)", recorded.get(i), again.get(i));
        }
        return fold;
    }

    private static Entry<OrderEvent> asEvent(Entry<OrdersChanged> entry) {
        return new Entry<>(
                entry.offset(), entry.epoch(), entry.seq(), entry.cause(), entry.time(), entry.body(), entry.stamps());
    }

    /** The living gateway's balances of a partition, when all is settled: those of a replay from zero. */
    public void compareLedger(int p, Ledger live) {
        at(null);
        List<Folded> again = new ArrayList<>();
        Ledger replayed = replayLedger(p, again).ledger();
        check(again.size() == ledgers.get(p).size(), "%d: entries missing", p);
        for (String account : accounts) {
            for (String asset : assets) {
                check(
                        live.available(account, asset) == replayed.available(account, asset)
                                && live.reserved(account, asset) == replayed.reserved(account, asset),
                        "%s %s: available %d, reserved %d (replay: %d, %d)",
                        account,
                        asset,
                        live.available(account, asset),
                        live.reserved(account, asset),
                        replayed.available(account, asset),
                        replayed.reserved(account, asset));
            }
        }
    }

    /** The living venue's books, house orders included, when its journal has been read whole: those of a replay from zero. */
    public void compareVenue(VenueView live) {
        at(null);
        while (venue.tick() < live.tick()) {
            VenueReport unrecorded = venue.tickOrNull();
            check(unrecorded == null, "the journal lacks %s", unrecorded);
        }
        check(
                venue.inputNumber() == live.inputNumber(),
                "input %d (replay: %d)",
                live.inputNumber(),
                venue.inputNumber());
        for (String symbol : live.symbols()) {
            for (Side side : Side.values()) {
                check(
                        sameOrders(live, symbol, side),
                        "%s %s: %s (replay: %s)",
                        symbol,
                        side,
                        live.restingOrders(symbol, side),
                        venue.restingOrders(symbol, side));
            }
        }
    }

    private boolean sameOrders(VenueView live, String symbol, Side side) {
        return live.restingOrders(symbol, side).equals(venue.restingOrders(symbol, side));
    }
}
