package io.atlas.sim.port;

import io.atlas.domain.Instrument;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.domain.World;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.Faults;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts lies into the venue's journal behind the venue's back: outcomes that never were, after those that were. Everybody reads
 * the lie; the venue itself, which must know its own books, reads what it wrote.
 */
public final class HostileVenue {
    private static final int PARTITIONS_BEYOND = 2;
    private static final long OFFSETS_BEYOND = 1_000_000;

    private record Told(byte[] truth, List<Lie> lies) {}

    private final World world;
    private final int partitions;
    private final VenueTruth truth;
    private final Dice dice;
    private final Faults faults;
    private final VenueRecordCodec codec = new VenueRecordCodec();
    private final Map<byte[], Told> told = new IdentityHashMap<>();
    /** Orders of which something false was said that could be true: what is true of them later may be impossible. */
    private final Set<Long> spoiled = new HashSet<>();

    HostileVenue(World world, int partitions, List<LogRecord> journal, Dice dice, Faults faults) {
        this.world = world;
        this.partitions = partitions;
        this.truth = new VenueTruth(journal, this::truth);
        this.dice = dice;
        this.faults = faults;
    }

    /** What lands instead of that record: it, or it with lies. */
    byte[] tell(byte[] value) {
        if (!faults.anyPossible(Fault.Area.HOSTILE)) {
            return value;
        }
        Entry<VenueRecord> entry = codec.decode(new LogRecord(0, null, value, null));
        truth.read();
        // Only with nothing on its way is it known what can be true.
        if (!(entry.body() instanceof VenueReport report) || report.input() != truth.lastInput() + 1) {
            return value;
        }
        List<Outcome> outcomes = new ArrayList<>(report.outcomes());
        List<Lie> lies = new ArrayList<>();
        lie(report, outcomes, lies);
        if (lies.isEmpty()) {
            return value;
        }
        VenueReport lying = new VenueReport(report.input(), report.tick(), report.instruction(), outcomes);
        byte[] landing = codec.encode(entry.epoch(), entry.seq(), entry.cause(), entry.time(), lying);
        told.put(landing, new Told(value, List.copyOf(lies)));
        return landing;
    }

    /** What the venue wrote. */
    byte[] truth(byte[] landed) {
        Told lie = told.get(landed);
        return lie == null ? landed : lie.truth();
    }

    /** What was added to it. */
    List<Lie> lies(byte[] landed) {
        Told lie = told.get(landed);
        return lie == null ? List.of() : lie.lies();
    }

    private void lie(VenueReport report, List<Outcome> outcomes, List<Lie> lies) {
        fillTwice(report, outcomes, lies);
        // Whom the report itself speaks of is in another state when the lie is read.
        VenueTruth.Order open = truth.openOrNull(dice, report);
        if (open != null && !spoiled.contains(open.orderId())) {
            lieOf(open, outcomes, lies);
        }
        VenueTruth.Order ended = truth.endedOrNull(dice, report);
        if (ended != null && !spoiled.contains(ended.orderId()) && faults.strikes(Fault.VENUE_FILLS_ENDED, dice)) {
            outcomes.add(trade(ended, ended.px(), lot(ended)));
            lies.add(new Lie(Fault.VENUE_FILLS_ENDED, ended.orderId(), true));
        }
        if (faults.strikes(Fault.VENUE_MEETS_STRANGERS, dice)) {
            long stranger = stranger();
            outcomes.add(ofStranger(stranger));
            lies.add(new Lie(Fault.VENUE_MEETS_STRANGERS, stranger, true));
        }
    }

    private void fillTwice(VenueReport report, List<Outcome> outcomes, List<Lie> lies) {
        for (Outcome outcome : report.outcomes()) {
            if (outcome instanceof Traded trade && faults.strikes(Fault.VENUE_FILLS_TWICE, dice)) {
                outcomes.add(trade);
                for (long orderId : new long[] {trade.buyOrderId(), trade.sellOrderId()}) {
                    if (orderId >= 0) {
                        spoiled.add(orderId);
                        lies.add(new Lie(Fault.VENUE_FILLS_TWICE, orderId, false));
                    }
                }
                return;
            }
        }
    }

    private void lieOf(VenueTruth.Order open, List<Outcome> outcomes, List<Lie> lies) {
        if (faults.strikes(Fault.VENUE_OVERFILLS, dice)) {
            outcomes.add(trade(open, open.px(), open.leavesQty() + lot(open)));
            lies.add(new Lie(Fault.VENUE_OVERFILLS, open.orderId(), true));
        } else if (faults.strikes(Fault.VENUE_FILLS_OUTSIDE, dice)) {
            long tick = world.instrumentOrNull(open.symbol()).tickPx();
            outcomes.add(trade(open, open.px() + (open.side() == Side.BUY ? tick : -tick), lot(open)));
            lies.add(new Lie(Fault.VENUE_FILLS_OUTSIDE, open.orderId(), true));
        } else if (faults.strikes(Fault.VENUE_FILLS_FALSELY, dice)) {
            outcomes.add(trade(open, open.px(), lot(open)));
            spoil(Fault.VENUE_FILLS_FALSELY, open.orderId(), lies);
        } else if (faults.strikes(Fault.VENUE_CANCELS_FALSELY, dice)) {
            outcomes.add(new Canceled(open.orderId(), OrderIds.NONE, Reason.VENUE_REFUSED));
            spoil(Fault.VENUE_CANCELS_FALSELY, open.orderId(), lies);
        }
    }

    private void spoil(Fault kind, long orderId, List<Lie> lies) {
        spoiled.add(orderId);
        lies.add(new Lie(kind, orderId, false));
    }

    private long lot(VenueTruth.Order order) {
        Instrument instrument = world.instrumentOrNull(order.symbol());
        return instrument.lotQty();
    }

    private static Traded trade(VenueTruth.Order order, long px, long qty) {
        boolean buy = order.side() == Side.BUY;
        return new Traded(
                order.symbol(),
                px,
                qty,
                buy ? order.orderId() : OrderIds.NONE,
                buy ? OrderIds.NONE : order.orderId(),
                buy ? Side.SELL : Side.BUY);
    }

    /** A position that opens no order: of another command, or not there yet; now and then of no partition either. */
    private long stranger() {
        long request = truth.requestOrNone(dice);
        if (request >= 0 && dice.perMille(500)) {
            return request;
        }
        int partition = dice.below(partitions + (dice.perMille(100) ? PARTITIONS_BEYOND : 0));
        return OrderIds.of(partition, OFFSETS_BEYOND + dice.below(1_000));
    }

    private Outcome ofStranger(long orderId) {
        Instrument instrument = world.instruments().get(0);
        return switch (dice.below(6)) {
            case 0 -> new Accepted(orderId);
            case 1 -> new Refused(orderId, Reason.VENUE_REFUSED);
            case 2 -> new Canceled(orderId, OrderIds.NONE, Reason.VENUE_REFUSED);
            case 3 -> new Replaced(orderId, orderId, instrument.lotQty(), instrument.referencePx());
            case 4 -> new RequestRefused(orderId, orderId, Reason.TOO_LATE);
            default ->
                new Traded(
                        instrument.symbol(),
                        instrument.referencePx(),
                        instrument.lotQty(),
                        orderId,
                        OrderIds.NONE,
                        Side.SELL);
        };
    }
}
