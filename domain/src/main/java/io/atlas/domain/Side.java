package io.atlas.domain;

/** Side(54). */
public enum Side {
    BUY('1'),
    SELL('2');

    private final char fix;

    Side(char fix) {
        this.fix = fix;
    }

    /** The value of Side(54). */
    public char fix() {
        return fix;
    }

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }

    /** Whether {@code px} is at or beyond {@code limitPx} from this side's view: a buy at 101 is good for a limit of 100. */
    public boolean reaches(long px, long limitPx) {
        return this == BUY ? px >= limitPx : px <= limitPx;
    }
}
