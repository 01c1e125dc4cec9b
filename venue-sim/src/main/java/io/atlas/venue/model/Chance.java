package io.atlas.venue.model;

/**
 * Random numbers by position: a draw depends on seed, position and purpose alone, not on draws before it. The mixing is that
 * of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 */
final class Chance {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;

    Chance(long seed, String symbol) {
        // String.hashCode is fixed by the Java specification, so this is the same on every machine.
        this.seed = mix(seed ^ mix(symbol.hashCode()));
    }

    /** A number from 0 to {@code bound - 1}. */
    long below(long bound, long position, int purpose) {
        long bits = mix(seed + position * GOLDEN_GAMMA + mix(purpose));
        return (bits >>> 1) % bound;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
