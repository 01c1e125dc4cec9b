package io.atlas.console.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Session ids and what is derived from them: 256 random bits; the hash under which a session is kept, so that a file of sessions
 * opens none; and the token, which only who holds the id (or has been told) can know.
 */
final class SessionIds {
    private static final int BYTES = 32;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        return TEXT.encodeToString(id);
    }

    static String hash(String id) {
        return sha256("session " + id);
    }

    static String csrf(String id) {
        return sha256("csrf " + id);
    }

    private static String sha256(String text) {
        try {
            return TEXT.encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
