package io.atlas.console.login;

import io.atlas.console.ConsoleConfig.Login;
import io.atlas.console.client.User;
import io.atlas.wire.config.PasswordHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Logs users in and out and knows whose cookie is whose. A login holds {@value #HOURS} hours, or until nothing was done by it for
 * {@value #IDLE_MINUTES} minutes; it survives a restart of the console. Thread: the console's agent.
 */
public final class Logins {
    private static final long NS = 1_000_000_000L;
    private static final long HOURS = 12;
    private static final long IDLE_MINUTES = 60;
    /** How long a login holds at most. */
    public static final long LIFE_NS = HOURS * 3_600 * NS;
    /** How long a login holds unused. */
    public static final long IDLE_NS = IDLE_MINUTES * 60 * NS;

    private static final long LOOK_NS = NS;
    private static final long SAVE_NS = 60 * NS;
    private static final int MAX = 1_000;
    private static final int MAX_PASSWORD = 256;

    /** Tells how a login went. Thread: the console's agent. */
    public interface Told {
        /** @param sessionId for the cookie; nobody else learns it */
        void loggedIn(LoginSession session, String sessionId);

        /** User or password is wrong; which one is not said. */
        void refused();

        /** Too many wrong ones: not looked at. */
        void tooMany(long retryAfterMs);

        /** Too many at a time: not looked at. */
        void busy();
    }

    private final Map<String, Login> users = new HashMap<>();
    private final PasswordHash nobody = PasswordHash.hash("nobody's".toCharArray());
    private final GuessDelays delays = new GuessDelays();
    private final SessionIds ids = new SessionIds();
    private final Map<String, LoginSession> sessions = new LinkedHashMap<>();
    private final Worker worker;
    private final Consumer<Runnable> agent;
    private final LoginFile file;
    private boolean changed;
    private long lookedNs;
    private long savedNs;

    /**
     * @param agent runs a task on the agent's thread; from any thread
     * @param folder where logins are kept between starts
     */
    public Logins(List<Login> logins, Worker worker, Consumer<Runnable> agent, Path folder) {
        Map<String, User> byName = new HashMap<>();
        for (Login login : logins) {
            users.put(login.user().name(), login);
            byName.put(login.user().name(), login.user());
        }
        this.worker = worker;
        this.agent = agent;
        this.file = new LoginFile(folder.resolve("logins"));
        file.read(byName).forEach(session -> sessions.put(session.idHash(), session));
    }

    /**
     * Checks a password off this thread and tells.
     *
     * @param address where the attempt comes from
     */
    public void login(String user, String password, String address, long nowNs, Told told) {
        long waitMs = delays.waitMs(user, address, nowNs);
        if (waitMs > 0) {
            told.tooMany(waitMs);
            return;
        }
        Login login = users.get(user);
        // For an unknown user as much work is done as for a known one: the time tells nothing.
        PasswordHash hash = login == null ? nobody : login.password();
        char[] secret =
                password.substring(0, Math.min(password.length(), MAX_PASSWORD)).toCharArray();
        boolean tooLong = password.length() > MAX_PASSWORD;
        boolean taken = worker.run(() -> {
            boolean right = hash.verify(secret) && login != null && !tooLong;
            agent.accept(() -> checked(right, login, address, nowNs, told));
        });
        if (taken) {
            delays.begun(user, address, nowNs);
        } else {
            told.busy();
        }
    }

    private void checked(boolean right, Login login, String address, long nowNs, Told told) {
        if (!right) {
            told.refused();
            return;
        }
        delays.succeeded(login.user().name(), address);
        String id = ids.next();
        LoginSession session = new LoginSession(SessionIds.hash(id), login.user(), SessionIds.csrf(id), nowNs, nowNs);
        if (sessions.size() >= MAX) {
            Iterator<LoginSession> oldest = sessions.values().iterator();
            oldest.next();
            oldest.remove();
        }
        sessions.put(session.idHash(), session);
        changed = true;
        told.loggedIn(session, id);
    }

    /** The login of that cookie, now used; null if there is none or it has ended. */
    public LoginSession useOrNull(String sessionIdOrNull, long nowNs) {
        LoginSession session = findOrNull(sessionIdOrNull, nowNs);
        if (session != null) {
            session.used(nowNs);
        }
        return session;
    }

    /** The login of that cookie, without using it: a page that connects by itself is nobody doing something. */
    public LoginSession findOrNull(String sessionIdOrNull, long nowNs) {
        if (sessionIdOrNull == null || sessionIdOrNull.isEmpty()) {
            return null;
        }
        LoginSession session = sessions.get(SessionIds.hash(sessionIdOrNull));
        return session == null || ended(session, nowNs) ? null : session;
    }

    private static boolean ended(LoginSession session, long nowNs) {
        return nowNs - session.createdNs() > LIFE_NS || nowNs - session.usedNs() > IDLE_NS;
    }

    public void logout(LoginSession session) {
        changed |= sessions.remove(session.idHash()) != null;
    }

    /** Whether that login still holds. */
    public boolean holds(String idHash) {
        return sessions.containsKey(idHash);
    }

    /** Ends logins whose time is over and keeps the file up to date; returns how much it did. */
    public int doWork(long nowNs) {
        if (nowNs - lookedNs < LOOK_NS) {
            return 0;
        }
        lookedNs = nowNs;
        List<LoginSession> over = new ArrayList<>(0);
        for (LoginSession session : sessions.values()) {
            if (ended(session, nowNs)) {
                over.add(session);
            }
        }
        over.forEach(this::logout);
        if (changed || nowNs - savedNs > SAVE_NS && !sessions.isEmpty()) {
            String text = LoginFile.text(sessions.values());
            if (worker.run(() -> file.write(text))) {
                changed = false;
                savedNs = nowNs;
            }
        }
        return over.size();
    }
}
