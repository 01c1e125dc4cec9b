package io.atlas.console.login;

import io.atlas.console.client.User;

/** A login that holds. Times in epoch nanoseconds. Thread: the console's agent. */
public final class LoginSession {
    private final String idHash;
    private final User user;
    private final String csrf;
    private final long createdNs;
    private long usedNs;

    LoginSession(String idHash, User user, String csrf, long createdNs, long usedNs) {
        this.idHash = idHash;
        this.user = user;
        this.csrf = csrf;
        this.createdNs = createdNs;
        this.usedNs = usedNs;
    }

    /** What stands for the session id wherever that must not be. */
    public String idHash() {
        return idHash;
    }

    public User user() {
        return user;
    }

    /** The token that changing calls carry. */
    public String csrf() {
        return csrf;
    }

    public long createdNs() {
        return createdNs;
    }

    public long usedNs() {
        return usedNs;
    }

    void used(long nowNs) {
        usedNs = Math.max(usedNs, nowNs);
    }
}
