package io.atlas.domain;

/** Checks of what must be true if our own code is right. A breach stops the partition it happened in; never caught to go on. */
public final class Invariant {
    private Invariant() {}

    /** We are wrong: carries the values that prove it. */
    public static final class Broken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        public Broken(String message) {
            super(message);
        }
    }

    /** Throws {@link Broken} with the formatted message unless the condition holds. */
    public static void require(boolean condition, String format, Object... args) {
        if (!condition) {
            throw new Broken(String.format(format, args));
        }
    }
}
