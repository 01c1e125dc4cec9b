package io.atlas.console.login;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What slows a guesser down: after a few wrong passwords each further one must wait, twice as long each time, up to a minute. Counted
 * per user and address together, and per address alone with more patience, so that nobody can lock another's user out from
 * elsewhere. An attempt counts when it begins: attempts side by side gain nothing. Thread: the console's agent.
 */
final class GuessDelays {
    private static final int FREE_PER_USER = 3;
    private static final int FREE_PER_ADDRESS = 20;
    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 60_000;
    private static final int REMEMBERED = 10_000;
    private static final long MS = 1_000_000L;

    private static final class Tries {
        private int failures;
        private long notBeforeNs;
    }

    private final Map<String, Tries> tries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** How long this attempt must wait, in milliseconds; 0 if it may go on. */
    long waitMs(String user, String address, long nowNs) {
        long until = Math.max(notBefore(pair(user, address)), notBefore(address));
        return until <= nowNs ? 0 : (until - nowNs + MS - 1) / MS;
    }

    private long notBefore(String key) {
        Tries of = tries.get(key);
        return of == null ? 0 : of.notBeforeNs;
    }

    void begun(String user, String address, long nowNs) {
        count(pair(user, address), FREE_PER_USER, nowNs);
        count(address, FREE_PER_ADDRESS, nowNs);
    }

    private void count(String key, int free, long nowNs) {
        Tries of = tries.computeIfAbsent(key, any -> new Tries());
        of.failures++;
        if (of.failures >= free) {
            long ms = FIRST_MS << Math.min(of.failures - free, 10);
            of.notBeforeNs = nowNs + Math.min(ms, LONGEST_MS) * MS;
        }
    }

    /** The right password: what was counted is forgiven. */
    void succeeded(String user, String address) {
        tries.remove(pair(user, address));
        tries.remove(address);
    }

    private static String pair(String user, String address) {
        return user + '@' + address;
    }
}
