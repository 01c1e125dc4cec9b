package io.atlas.wire.config;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: {@code pbkdf2$iterations$salt$hash}, salt and hash in Base64, PBKDF2 with HMAC-SHA256. The text
 * says itself how many iterations it took, so old hashes stay good when the default changes. Immutable; any thread.
 */
public final class PasswordHash {
    /** Some 10 ms of one core: enough to slow a guesser of a demo's password down, too little to hold a logon up. */
    private static final int ITERATIONS = 20_000;

    private static final int MAX_ITERATIONS = 1_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String EXPECTED = " (expected: pbkdf2$iterations$salt$hash)";

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** The hash of a password, under a new random salt. */
    public static PasswordHash hash(char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new PasswordHash(ITERATIONS, salt, derive(password, salt, ITERATIONS));
    }

    /**
     * The hash for its text.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    public static PasswordHash of(String text) {
        String[] parts = text.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals("pbkdf2") || !parts[1].matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("password hash" + EXPECTED);
        }
        int iterations = Integer.parseInt(parts[1]);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] hash = Base64.getDecoder().decode(parts[3]);
        if (iterations > MAX_ITERATIONS || salt.length == 0 || hash.length != HASH_BYTES) {
            throw new IllegalArgumentException("password hash, iterations: " + iterations + EXPECTED);
        }
        return new PasswordHash(iterations, salt, hash);
    }

    /** Whether it is the hash of that password. Takes as long for a wrong one as for the right one. */
    public boolean verify(char[] password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, 8 * HASH_BYTES);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2WithHmacSHA256 is part of every Java runtime", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** For the configuration file. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "pbkdf2$" + iterations + '$' + base64.encodeToString(salt) + '$' + base64.encodeToString(hash);
    }

    /** Masked: hashes do not belong in logs. */
    @Override
    public String toString() {
        return "pbkdf2$" + iterations + "$***";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that
                && iterations == that.iterations
                && Arrays.equals(salt, that.salt)
                && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
