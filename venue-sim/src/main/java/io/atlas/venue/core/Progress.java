package io.atlas.venue.core;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.OrderIds;
import java.util.Arrays;
import java.util.List;

/** The last instruction applied, per partition of {@code orders.commands}. */
final class Progress {
    private long[] lastApplied = new long[0];

    /** An offset, -1 for none. */
    long of(int partition) {
        return partition < lastApplied.length ? lastApplied[partition] : -1;
    }

    void advance(long instructionNumber) {
        int partition = OrderIds.partition(instructionNumber);
        long offset = OrderIds.offset(instructionNumber);
        if (partition >= lastApplied.length) {
            int before = lastApplied.length;
            lastApplied = Arrays.copyOf(lastApplied, partition + 1);
            Arrays.fill(lastApplied, before, partition + 1, -1);
        }
        if (offset <= lastApplied[partition]) {
            require(false, "instruction %d-%d: %d is applied", partition, offset, lastApplied[partition]);
        }
        lastApplied[partition] = offset;
    }

    /** Whether an order of that id must have been here: if it is not in the book any more, it is finished. */
    boolean covers(long orderId) {
        return orderId >= 0 && OrderIds.offset(orderId) <= of(OrderIds.partition(orderId));
    }

    /** Per partition, -1 for none. */
    List<Long> all() {
        return Arrays.stream(lastApplied).boxed().toList();
    }

    void restore(List<Long> offsets) {
        lastApplied = offsets.stream().mapToLong(Long::longValue).toArray();
    }

    int partitions() {
        return lastApplied.length;
    }
}
