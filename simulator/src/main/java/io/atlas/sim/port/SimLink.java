package io.atlas.sim.port;

import io.atlas.domain.Instruction;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.Faults;
import io.atlas.testkit.ManualClock;
import io.atlas.wire.link.VenueDoor;
import io.atlas.wire.link.VenueLink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The link between OMS and venue. Every living end of one side hears every living end of the other. Parcels may be lost,
 * doubled and overtaken.
 */
public final class SimLink {
    private static final long LEAST_DELAY_NS = 5_000;
    private static final long MOST_DELAY_NS = 60_000;
    private static final long MOST_FAULT_DELAY_NS = 5_000_000;
    private static final long MOST_CUT_NS = 1_500_000_000;
    private static final long MOST_BLOCKED_NS = 400_000_000;

    /** One parcel; an OPEN and a RESUME carry no instruction. */
    private record Parcel(long dueNs, long no, int partition, long offset, Instruction instructionOrNull) {}

    /** What waits for one end, earliest first. */
    private static final class Inbox {
        private final PriorityQueue<Parcel> parcels =
                new PriorityQueue<>(Comparator.comparingLong(Parcel::dueNs).thenComparingLong(Parcel::no));
        private final CrashPoint crash;
        private long lastDueNs;
        private boolean closed;

        Inbox(CrashPoint crash) {
            this.crash = crash;
        }

        boolean gone() {
            return closed || crash.dead();
        }
    }

    private final ManualClock clock;
    private final Dice dice;
    private final Faults faults;
    private final List<Inbox> doors = new ArrayList<>();
    private final List<Inbox> links = new ArrayList<>();
    private long cutUntilNs;
    private long blockedUntilNs;
    private long nextNo;

    public SimLink(ManualClock clock, Dice dice, Faults faults) {
        this.clock = clock;
        this.dice = dice;
        this.faults = faults;
    }

    /** The driver restarts: what is on its way is lost, and nothing gets through for a while. */
    public void cut() {
        faults.count(Fault.LINK_CUT);
        doors.forEach(inbox -> inbox.parcels.clear());
        links.forEach(inbox -> inbox.parcels.clear());
        cutUntilNs = clock.nowNs() + dice.between(0, MOST_CUT_NS);
    }

    /** Back-pressure: it takes nothing for a while. */
    public void block() {
        faults.count(Fault.LINK_BLOCKED);
        blockedUntilNs = clock.nowNs() + dice.between(0, MOST_BLOCKED_NS);
    }

    /** Cuts and blocks are over. */
    public void calm() {
        cutUntilNs = 0;
        blockedUntilNs = 0;
    }

    /** Parcels on their way to living ends. */
    public int inFlight() {
        doors.removeIf(Inbox::gone);
        links.removeIf(Inbox::gone);
        return doors.stream().mapToInt(inbox -> inbox.parcels.size()).sum()
                + links.stream().mapToInt(inbox -> inbox.parcels.size()).sum();
    }

    private boolean send(List<Inbox> to, int partition, long offset, Instruction instructionOrNull) {
        to.removeIf(Inbox::gone);
        if (to.isEmpty()) {
            return false;
        }
        if (clock.nowNs() < Math.max(cutUntilNs, blockedUntilNs) || faults.strikes(Fault.LINK_REFUSED, dice)) {
            return false;
        }
        for (Inbox inbox : to) {
            if (faults.strikes(Fault.LINK_LOST, dice)) {
                continue;
            }
            put(inbox, partition, offset, instructionOrNull);
            if (faults.strikes(Fault.LINK_DOUBLED, dice)) {
                put(inbox, partition, offset, instructionOrNull);
            }
        }
        return true;
    }

    private void put(Inbox inbox, int partition, long offset, Instruction instructionOrNull) {
        long dueNs = Math.max(inbox.lastDueNs, clock.nowNs() + dice.between(LEAST_DELAY_NS, MOST_DELAY_NS));
        if (faults.strikes(Fault.LINK_DELAYED, dice)) {
            dueNs += dice.between(0, MOST_FAULT_DELAY_NS);
        } else {
            inbox.lastDueNs = dueNs;
        }
        inbox.parcels.add(new Parcel(dueNs, nextNo++, partition, offset, instructionOrNull));
    }

    private boolean due(Inbox inbox) {
        Parcel first = inbox.parcels.peek();
        return !inbox.closed && first != null && first.dueNs() <= clock.nowNs();
    }

    /** An OMS's end. */
    public VenueLink link(CrashPoint crash) {
        Inbox inbox = new Inbox(crash);
        links.add(inbox);
        return new VenueLink() {
            @Override
            public boolean open(int partition) {
                crash.pass();
                return send(doors, partition, 0, null);
            }

            @Override
            public boolean instruct(long previous, Instruction instruction) {
                crash.pass();
                return send(doors, 0, previous, instruction);
            }

            @Override
            public int poll(Listener listener) {
                int count = 0;
                for (; due(inbox); count++) {
                    Parcel parcel = inbox.parcels.remove();
                    listener.onResume(parcel.partition(), parcel.offset());
                }
                return count;
            }

            @Override
            public void close() {
                inbox.closed = true;
            }
        };
    }

    /** A venue's end. */
    public VenueDoor door(CrashPoint crash) {
        Inbox inbox = new Inbox(crash);
        doors.add(inbox);
        return new VenueDoor() {
            @Override
            public boolean resume(int partition, long lastApplied) {
                crash.pass();
                return send(links, partition, lastApplied, null);
            }

            @Override
            public int poll(Listener listener, int limit) {
                int count = 0;
                for (; count < limit && due(inbox); count++) {
                    Parcel parcel = inbox.parcels.remove();
                    if (parcel.instructionOrNull() == null) {
                        listener.onOpen(parcel.partition());
                    } else {
                        listener.onInstruction(parcel.offset(), parcel.instructionOrNull());
                    }
                }
                return count;
            }

            @Override
            public void close() {
                inbox.closed = true;
            }
        };
    }
}
