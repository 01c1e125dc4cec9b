package io.atlas.launcher;

/** A command cannot do what was asked. The message is the whole answer: what is wrong and how to mend it. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String format, Object... args) {
        super(args.length == 0 ? format : String.format(format, args));
    }
}
