package io.atlas.wire.log;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a reader has read, in 32 bytes: {@code next = SHA-256(previous || value)} over the values of the valid records of one
 * topic partition, from 32 zero bytes on. Two readers with the same chain have read the same history (invariant I10).
 *
 * <p>Thread: one.
 */
public final class Chain {
    private static final int BYTES = 32;
    /** The chain before the first record, in hex. */
    public static final String START = "0".repeat(2 * BYTES);

    private final MessageDigest digest = sha256();
    private final byte[] value;

    /** A chain that has read nothing. */
    public Chain() {
        this(START);
    }

    /** A chain that goes on from there: 64 hex digits. */
    public Chain(String hex) {
        value = HexFormat.of().parseHex(hex);
        if (value.length != BYTES) {
            throw new IllegalArgumentException("chain: '" + hex + "' (expected: 64 hex digits)");
        }
    }

    /** One more valid record. */
    public void add(byte[] recordValue) {
        digest.update(value);
        digest.update(recordValue);
        try {
            digest.digest(value, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }

    /** 64 hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    /** The SHA-256 of these bytes alone, in hex. */
    public static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
