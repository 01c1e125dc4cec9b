package io.atlas.gateway.fix;

import io.atlas.wire.config.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Verifies passwords on a thread of its own, since the stored hashes are slow on purpose and the sockets' threads are
 * shared. A password that was right once is known again by a salted SHA-256 kept in memory. Repeated failures of one
 * CompID from one address are answered later and later; when too many wait, the next ones are refused at once.
 */
final class LogonCheck implements AutoCloseable {
    private static final int MAX_WAITING = 256;
    private static final int MAX_REMEMBERED = 1024;
    private static final long FIRST_DELAY_MS = 100;
    private static final long MAX_DELAY_MS = 5_000;

    private final ScheduledThreadPoolExecutor thread;
    private final PasswordHash ofNobody = PasswordHash.hash(new char[0]);
    private final byte[] salt = new byte[16];
    private final Map<String, byte[]> knownGood = new ConcurrentHashMap<>();
    /** Failures in a row by CompID and address; the oldest are forgotten. */
    private final Map<String, Integer> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    LogonCheck() {
        new SecureRandom().nextBytes(salt);
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread worker = new Thread(task, "fix-logon");
            worker.setDaemon(true);
            return worker;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Whether that password has been right before; quick. */
    boolean isKnownGood(String compId, String password) {
        byte[] known = knownGood.get(compId);
        return known != null && MessageDigest.isEqual(known, quickHash(compId, password));
    }

    /**
     * Checks and tells the verdict on the check's thread, or at once if too many are waiting.
     *
     * @param storedHash null for an unknown CompID, which takes as long to refuse
     */
    void check(String compId, String address, String password, PasswordHash storedHash, Consumer<Boolean> verdict) {
        String who = compId + ' ' + address;
        if (thread.getQueue().size() >= MAX_WAITING) {
            verdict.accept(false);
            return;
        }
        try {
            thread.schedule(
                    () -> verdict.accept(verify(who, compId, password, storedHash)),
                    delayMs(who),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            verdict.accept(false);
        }
    }

    private boolean verify(String who, String compId, String password, PasswordHash storedHash) {
        PasswordHash hash = storedHash == null ? ofNobody : storedHash;
        boolean right = hash.verify(password.toCharArray()) && storedHash != null;
        synchronized (failures) {
            if (right) {
                failures.remove(who);
            } else {
                failures.merge(who, 1, Integer::sum);
            }
        }
        if (right) {
            knownGood.put(compId, quickHash(compId, password));
        }
        return right;
    }

    private long delayMs(String who) {
        int inARow;
        synchronized (failures) {
            inARow = failures.getOrDefault(who, 0);
        }
        return inARow == 0 ? 0 : Math.min(FIRST_DELAY_MS << Math.min(inARow - 1, 10), MAX_DELAY_MS);
    }

    private byte[] quickHash(String compId, String password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            sha.update(compId.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return sha.digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
