package io.atlas.sim.chance;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of chance in a run. The same seed gives the same answers to the same questions. */
public final class Dice {
    private final SplittableRandom random;

    public Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Other dice, whose use does not disturb these. */
    public Dice split() {
        return new Dice(random.split());
    }

    /** True in so many of a thousand cases. */
    public boolean perMille(int chance) {
        return chance > 0 && random.nextInt(1_000) < chance;
    }

    /** True in so many of a million cases. */
    public boolean perMillion(int chance) {
        return chance > 0 && random.nextInt(1_000_000) < chance;
    }

    /** 0 to below {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    public long between(long least, long most) {
        return least + random.nextLong(most - least + 1);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public long nextLong() {
        return random.nextLong();
    }
}
