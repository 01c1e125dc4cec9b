package io.atlas.gateway.ledger;

import java.util.Arrays;

/** One sum per asset over the postings of one input. They are two assets, mostly, so looking along a row finds them soonest. */
final class AssetSums {
    private String[] assets = new String[4];
    private long[] sums = new long[4];
    private int size;

    void clear() {
        size = 0;
    }

    /** @throws ArithmeticException if the sum overflows */
    void add(String asset, long amount) {
        int at = find(asset);
        if (at == size) {
            if (size == assets.length) {
                assets = Arrays.copyOf(assets, 2 * size);
                sums = Arrays.copyOf(sums, 2 * size);
            }
            assets[size] = asset;
            sums[size++] = 0;
        }
        sums[at] = Math.addExact(sums[at], amount);
    }

    /** An asset whose sum is not 0, or null. */
    String unbalancedOrNull() {
        for (int i = 0; i < size; i++) {
            if (sums[i] != 0) {
                return assets[i];
            }
        }
        return null;
    }

    /** The sum of an asset; 0 of one that was not met. */
    long of(String assetOrNull) {
        int at = find(assetOrNull);
        return at == size ? 0 : sums[at];
    }

    private int find(String assetOrNull) {
        int at = 0;
        while (at < size && !assets[at].equals(assetOrNull)) {
            at++;
        }
        return at;
    }
}
