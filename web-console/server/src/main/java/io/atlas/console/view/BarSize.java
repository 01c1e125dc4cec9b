package io.atlas.console.view;

/** How long a bar is. */
public enum BarSize {
    /** One bar per trade. */
    TICKS("ticks", 0, 1_000),
    S1("1s", 1, 1_800),
    M1("1m", 60, 1_440),
    M5("5m", 300, 1_152),
    M15("15m", 900, 960),
    H1("1h", 3_600, 720);

    private static final long SECOND_NS = 1_000_000_000L;

    private final String word;
    private final long lengthNs;
    private final int kept;

    BarSize(String word, long seconds, int kept) {
        this.word = word;
        this.lengthNs = seconds * SECOND_NS;
        this.kept = kept;
    }

    /** Its name in the protocol. */
    public String word() {
        return word;
    }

    /** Nanoseconds; 0 for ticks. */
    public long lengthNs() {
        return lengthNs;
    }

    /** How many bars are kept. */
    int kept() {
        return kept;
    }

    /** The size of that name, or null. */
    public static BarSize ofWordOrNull(String word) {
        for (BarSize size : values()) {
            if (size.word.equals(word)) {
                return size;
            }
        }
        return null;
    }
}
