package io.atlas.console.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last bars of one size of one symbol: a fold of its trades, so it is the same after a restart. */
final class BarSeries {
    private final BarSize size;
    private final Deque<Bar> bars = new ArrayDeque<>();
    private long revision;

    BarSeries(BarSize size) {
        this.size = size;
    }

    /** Folds a trade. A record's time is its cause's, which may be a little earlier than the last one: such a trade joins the last bar. */
    void apply(long timeNs, long px, long qty) {
        Bar last = bars.peekLast();
        revision++;
        if (size.lengthNs() == 0) {
            long start = last == null ? timeNs : Math.max(timeNs, last.startNs() + 1);
            add(new Bar(start, px, px, px, px, qty, revision));
            return;
        }
        long start = timeNs - Math.floorMod(timeNs, size.lengthNs());
        if (last != null && start <= last.startNs()) {
            bars.removeLast();
            bars.addLast(last.with(px, qty, revision));
        } else {
            add(new Bar(start, px, px, px, px, qty, revision));
        }
    }

    private void add(Bar bar) {
        bars.addLast(bar);
        if (bars.size() > size.kept()) {
            bars.removeFirst();
        }
    }

    List<Bar> saved() {
        return List.copyOf(bars);
    }

    /** Takes the next bar back. */
    void restore(Bar saved) {
        revision++;
        add(new Bar(saved.startNs(), saved.open(), saved.high(), saved.low(), saved.close(), saved.volume(), revision));
    }

    /** Rises with each change. */
    long revision() {
        return revision;
    }

    /** The newest bars that changed after that revision, oldest first, at most {@code limit}. */
    List<Bar> since(long seenRevision, int limit) {
        List<Bar> changed = new ArrayList<>();
        for (Iterator<Bar> newest = bars.descendingIterator(); newest.hasNext() && changed.size() < limit; ) {
            Bar bar = newest.next();
            if (bar.revision() <= seenRevision) {
                break;
            }
            changed.add(bar);
        }
        Collections.reverse(changed);
        return changed;
    }
}
