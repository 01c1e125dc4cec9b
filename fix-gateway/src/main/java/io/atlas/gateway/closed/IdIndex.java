package io.atlas.gateway.closed;

/**
 * Finds an entry of an {@link Arena} by a hash. A slot holds half of the hash and the address, so that what is not there is
 * known without looking into the arena. Open addressing in {@value #SHARDS} small tables: one of them grows at a time, in
 * microseconds, and never the whole.
 */
final class IdIndex {
    /** Tells whether the entry at that address is the one looked for. */
    interface Match {
        boolean at(int address);
    }

    static final int NONE = -1;

    private static final int SHARDS = 64;
    private static final int FIRST_SLOTS = 16;
    private static final long ADDRESS = 0xFFFF_FFFFL;

    private final long[][] shards = new long[SHARDS][FIRST_SLOTS];
    private final int[] sizes = new int[SHARDS];

    /** The address of the last such entry added, or {@link #NONE}. */
    int find(long hash, Match match) {
        long[] slots = shards[shard(hash)];
        int mask = slots.length - 1;
        int tag = tag(hash);
        int found = NONE;
        for (int i = tag & mask; slots[i] != 0; i = i + 1 & mask) {
            if ((int) (slots[i] >>> 32) == tag) {
                int address = (int) (slots[i] & ADDRESS) - 1;
                if (address > found && match.at(address)) {
                    found = address;
                }
            }
        }
        return found;
    }

    void add(long hash, int address) {
        int shard = shard(hash);
        if (3 * (sizes[shard] + 1) > 2 * shards[shard].length) {
            grow(shard);
        }
        insert(shards[shard], (long) tag(hash) << 32 | address + 1);
        sizes[shard]++;
    }

    private void grow(int shard) {
        long[] grown = new long[2 * shards[shard].length];
        for (long slot : shards[shard]) {
            if (slot != 0) {
                insert(grown, slot);
            }
        }
        shards[shard] = grown;
    }

    private static void insert(long[] slots, long slot) {
        int mask = slots.length - 1;
        int i = (int) (slot >>> 32) & mask;
        while (slots[i] != 0) {
            i = i + 1 & mask;
        }
        slots[i] = slot;
    }

    private static int shard(long hash) {
        return (int) (hash & SHARDS - 1);
    }

    private static int tag(long hash) {
        return (int) (hash >>> 32);
    }

    /** Memory it takes. */
    long bytes() {
        long slots = 0;
        for (long[] shard : shards) {
            slots += shard.length;
        }
        return slots * Long.BYTES;
    }
}
