package io.atlas.domain;

/**
 * Decimals as scaled longs: one unit is 10<sup>-8</sup>, for prices, quantities and amounts alike, so that no scale is
 * ever guessed. The range is about ±92 billion. Nothing here rounds: what does not fit exactly is an
 * {@link ArithmeticException}, and text that is not a plain decimal is a {@link NumberFormatException}.
 */
public final class FixedPoint {
    /** Decimals of every scaled long. */
    public static final int SCALE = 8;
    /** The number one. */
    public static final long ONE = 100_000_000L;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, ONE};

    private FixedPoint() {}

    /**
     * Reads a decimal: digits, optionally a point and more digits, optionally a leading minus. Trailing zeros beyond
     * eight decimals are accepted, other digits there are not.
     *
     * @throws NumberFormatException if the text has another form
     * @throws ArithmeticException if the value has more than eight decimals or is out of range
     */
    public static long parse(CharSequence text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int i = negative ? 1 : 0;
        long value = 0;
        int digits = 0;
        int decimals = -1;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (c >= '0' && c <= '9') {
                digits++;
                if (decimals >= SCALE) {
                    requireExact(c == '0', text);
                } else {
                    value = Math.addExact(Math.multiplyExact(value, 10L), c - '0');
                    decimals += decimals >= 0 ? 1 : 0;
                }
            } else {
                throw new NumberFormatException("decimal: '" + text + "' (expected: digits with an optional point)");
            }
        }
        if (digits == 0) {
            throw new NumberFormatException("decimal: '" + text + "' (expected: at least one digit)");
        }
        long scaled = Math.multiplyExact(value, POWERS[SCALE - Math.max(decimals, 0)]);
        return negative ? -scaled : scaled;
    }

    private static void requireExact(boolean exact, CharSequence text) {
        if (!exact) {
            throw new ArithmeticException("decimal: '" + text + "' (expected: at most 8 decimals)");
        }
    }

    /** The canonical text: no exponent, no trailing zeros, no point when whole. One text per value. */
    public static String format(long value) {
        return format(value, decimals(value));
    }

    /**
     * The text with exactly the given number of decimals.
     *
     * @throws ArithmeticException if digits would be lost
     */
    public static String format(long value, int decimals) {
        long unit = POWERS[SCALE - decimals];
        if (value % unit != 0) {
            throw new ArithmeticException("value: " + format(value) + " (expected: at most " + decimals + " decimals)");
        }
        StringBuilder text = new StringBuilder(24);
        append(text, value, decimals);
        return text.toString();
    }

    private static void append(StringBuilder text, long value, int decimals) {
        if (value < 0) {
            text.append('-');
        }
        // The magnitude of Long.MIN_VALUE does not fit a long: divide first, then drop the sign.
        text.append(Math.abs(value / ONE));
        if (decimals > 0) {
            text.append('.');
            long fraction = Math.abs(value % ONE);
            for (int digit = 1; digit <= decimals; digit++) {
                text.append((char) ('0' + fraction / POWERS[SCALE - digit] % 10));
            }
        }
    }

    /** How many decimals the value needs, 0 to 8. */
    public static int decimals(long value) {
        int decimals = SCALE;
        long rest = value;
        while (decimals > 0 && rest % 10 == 0) {
            rest /= 10;
            decimals--;
        }
        return decimals;
    }

    /**
     * The product of two scaled numbers.
     *
     * @throws ArithmeticException if it is out of range or not a whole number of units
     */
    public static long multiplyExact(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == (low >> 63)) {
            if (low % ONE != 0) {
                throw new ArithmeticException(format(a) + " * " + format(b) + " needs more than 8 decimals");
            }
            return low / ONE;
        }
        return divideExact(high, low, a, b);
    }

    /** Long division of a 128-bit product by 10^8, in two steps that each fit 63 bits. */
    private static long divideExact(long high, long low, long a, long b) {
        boolean negative = high < 0;
        long hi = negative ? ~high + (low == 0 ? 1 : 0) : high;
        long lo = negative ? -low : low;
        if (hi >= ONE / 2) {
            throw new ArithmeticException(format(a) + " * " + format(b) + " is out of range");
        }
        long upper = (hi << 32) | (lo >>> 32);
        long quotientUpper = upper / ONE;
        long lower = ((upper % ONE) << 32) | (lo & 0xFFFF_FFFFL);
        long quotient = (quotientUpper << 32) + lower / ONE;
        if (lower % ONE != 0) {
            throw new ArithmeticException(format(a) + " * " + format(b) + " needs more than 8 decimals");
        }
        return negative ? -quotient : quotient;
    }
}
