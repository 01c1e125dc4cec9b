package io.atlas.domain;

/** OrdType(40), the types ATLAS trades. */
public enum OrdType {
    MARKET('1'),
    LIMIT('2');

    private final char fix;

    OrdType(char fix) {
        this.fix = fix;
    }

    /** The value of OrdType(40). */
    public char fix() {
        return fix;
    }
}
