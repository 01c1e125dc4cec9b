package io.atlas.console.view;

/** Events per second over the last five whole seconds. */
final class Rate {
    private static final int SECONDS = 5;
    private static final long SECOND_NS = 1_000_000_000L;

    private final SecondRing counts = new SecondRing();

    void count(long nowNs) {
        counts.add(nowNs / SECOND_NS, 1);
    }

    double perSecond(long nowNs) {
        double sum = 0;
        long now = nowNs / SECOND_NS;
        for (long second = now - SECONDS; second < now; second++) {
            double count = counts.get(second);
            sum += Double.isNaN(count) ? 0 : count;
        }
        return sum / SECONDS;
    }
}
