package io.atlas.domain;

/** OrdStatus(39) as reported. FIX 4.4 Vol. 4; precedence among them in the rules of engagement. */
public enum OrdStatus {
    NEW('0'),
    PARTIALLY_FILLED('1'),
    FILLED('2'),
    CANCELED('4'),
    PENDING_CANCEL('6'),
    REJECTED('8'),
    PENDING_NEW('A'),
    EXPIRED('C'),
    PENDING_REPLACE('E');

    private final char fix;

    OrdStatus(char fix) {
        this.fix = fix;
    }

    /** The value of OrdStatus(39). */
    public char fix() {
        return fix;
    }
}
