package io.atlas.oms.forward;

import io.atlas.domain.Command;
import io.atlas.domain.Instruction;
import io.atlas.domain.OrderIds;
import io.atlas.oms.forward.ForwarderImage.Numbered;
import io.atlas.wire.link.VenueLink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends a partition's instructions over the venue link and keeps them until the venue's journal shows them. Nothing is sent
 * before the venue has said where to resume. A full or lost link is no fault: it is tried again in the next step, and when
 * nothing moves for a while the link is opened again.
 */
public final class Forwarder {
    static final long PATIENCE_NS = 250_000_000L;
    static final long MAX_PATIENCE_NS = 2_000_000_000L;

    private final int partition;
    private final VenueLink link;
    private final Instructions instructions;
    private final Deque<Numbered> unsent = new ArrayDeque<>();
    private final Deque<Numbered> sent = new ArrayDeque<>();
    private long lastOffset = -1;
    private long acknowledged = -1;
    private boolean resumed;
    private boolean moved;
    private long patienceNs = PATIENCE_NS;
    private long reopenDueNs = Long.MIN_VALUE;

    public Forwarder(int partition, VenueLink link, Instructions instructions) {
        this.partition = partition;
        this.link = link;
        this.instructions = instructions;
    }

    /** Goes on from there; the venue has yet to say what of it it has. */
    public void restore(ForwarderImage image) {
        lastOffset = image.lastOffset();
        acknowledged = image.acknowledged();
        unsent.addAll(image.open());
    }

    /** What it knows now. */
    public ForwarderImage image() {
        List<Numbered> open = new ArrayList<>(sent);
        open.addAll(unsent);
        return new ForwarderImage(lastOffset, acknowledged, open);
    }

    /** A valid command of the partition was read. */
    public void onCommand(long offset, Command command) {
        Instruction instruction = instructions.ofOrNull(OrderIds.of(partition, offset), command);
        if (instruction == null) {
            return;
        }
        if (offset > acknowledged) {
            unsent.addLast(new Numbered(lastOffset, offset, instruction));
        }
        lastOffset = offset;
    }

    /** The venue's journal shows the instruction of that command; the venue applies them in order, so those before it too. */
    public void onAcknowledged(long offset) {
        acknowledged = Math.max(acknowledged, offset);
        moved = true;
        dropUpTo(acknowledged, sent);
        dropUpTo(acknowledged, unsent);
    }

    private static void dropUpTo(long offset, Deque<Numbered> queue) {
        while (!queue.isEmpty() && queue.peekFirst().offset() <= offset) {
            queue.removeFirst();
        }
    }

    /** The venue asks for everything after that offset. */
    public void onResume(long lastApplied) {
        resumed = true;
        moved = true;
        while (!sent.isEmpty()) {
            unsent.addFirst(sent.removeLast());
        }
        // What the venue has applied and not yet journaled is kept: if it crashes now, it will ask for it again.
        while (!unsent.isEmpty() && unsent.peekFirst().offset() <= lastApplied) {
            sent.addLast(unsent.removeFirst());
        }
    }

    /** Sends what can be sent; returns how much. */
    public int doWork(long nowNs) {
        // The clock runs only while something is with the venue: an idle link may rest as long as it likes.
        if (resumed && (moved || sent.isEmpty())) {
            moved = false;
            patienceNs = PATIENCE_NS;
            reopenDueNs = nowNs + patienceNs;
        }
        int count = 0;
        while (resumed
                && !unsent.isEmpty()
                && link.instruct(
                        unsent.peekFirst().previous(), unsent.peekFirst().instruction())) {
            sent.addLast(unsent.removeFirst());
            count++;
        }
        boolean waiting = !resumed || unacknowledged() > 0;
        if (waiting && nowNs >= reopenDueNs && link.open(partition)) {
            reopenDueNs = nowNs + patienceNs;
            patienceNs = Math.min(2 * patienceNs, MAX_PATIENCE_NS);
            count++;
        }
        return count;
    }

    /** Instructions the venue's journal has not shown yet. */
    public int unacknowledged() {
        return unsent.size() + sent.size();
    }
}
