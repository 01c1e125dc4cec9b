package io.atlas.domain;

/** TimeInForce(59), those ATLAS trades. */
public enum TimeInForce {
    DAY('0'),
    GTC('1'),
    IOC('3'),
    FOK('4');

    private final char fix;

    TimeInForce(char fix) {
        this.fix = fix;
    }

    /** The value of TimeInForce(59). */
    public char fix() {
        return fix;
    }

    /** Whether what does not trade at once may rest in the book. */
    public boolean rests() {
        return this == DAY || this == GTC;
    }
}
