package io.atlas.wire.log;

import java.util.function.BooleanSupplier;

/** Time for the logs that move only when they are stepped: ten milliseconds a step. */
abstract class SteppedLog implements LogUnderTest {
    private static final int MAX_STEPS = 1_000;
    private static final long STEP_NS = 10_000_000L;

    private long nowNs = 1_700_000_000_000_000_000L;

    @Override
    public String topic() {
        return "orders";
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public void until(String what, Runnable step, BooleanSupplier done) {
        for (int i = 0; i < MAX_STEPS && !done.getAsBoolean(); i++) {
            nowNs += STEP_NS;
            step.run();
        }
        if (!done.getAsBoolean()) {
            throw new AssertionError("not within " + MAX_STEPS + " steps: " + what);
        }
    }
}
