package io.atlas.launcher.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Kills and stops one process after the other, as the seed says. Thread: the main one. */
final class Chaos {
    private static final double KILLED = 0.7;
    private static final double WHILE_DOWN = 0.25;
    /** After so long without all serving, the next fault comes all the same. */
    private static final long RECOVER_S = 40;

    private static final long MAX_HALT_MS = 6_000;
    /** Longer than Aeron takes its clients for alive: such a process ends by itself and is started again. */
    private static final long LONG_HALT_MS = 13_000;

    private static final int LONG_HALT_ONE_IN = 12;

    private final SoakWorld world;
    private final Random dice;
    private final double everyS;
    private final PrintWriter out;
    private final Map<String, Integer> counts = new TreeMap<>();
    private int strikes;
    private int notRecovered;

    Chaos(SoakWorld world, long seed, double everyS, PrintWriter out) {
        this.world = world;
        this.dice = new Random(seed);
        this.everyS = everyS;
        this.out = out;
    }

    /** One fault, then a while of quiet. */
    void strike() throws IOException {
        List<SoakProcess> all = world.processes();
        SoakProcess victim = all.get(dice.nextInt(all.size()));
        strikes++;
        if (dice.nextDouble() < KILLED) {
            count("kill -9 " + victim.name());
            if (victim.alive()) {
                victim.kill();
            }
            pause(dice.nextInt(1_000));
            if (!victim.alive()) {
                victim.start();
            }
        } else {
            boolean wholeLong = dice.nextInt(LONG_HALT_ONE_IN) == 0;
            long ms = wholeLong ? LONG_HALT_MS : 200 + dice.nextInt((int) MAX_HALT_MS);
            count((wholeLong ? "long stop of " : "stop of ") + victim.name());
            victim.halt();
            pause(ms);
            victim.resume();
        }
        boolean next = dice.nextDouble() < WHILE_DOWN;
        long quietMs = (long) (everyS * 1_000 * (0.5 + dice.nextDouble()));
        if (!next && !world.awaitAll(RECOVER_S)) {
            notRecovered++;
            out.printf("  not all serve %d s after fault %d (%s)%n", RECOVER_S, strikes, victim.name());
            out.flush();
        }
        pause(quietMs);
        world.keepAlive();
        world.requireNoBreach();
    }

    private static void pause(long ms) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = untilNs - System.nanoTime(); left > 0; left = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void count(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    Map<String, Integer> counts() {
        return counts;
    }

    int strikes() {
        return strikes;
    }

    int notRecovered() {
        return notRecovered;
    }
}
