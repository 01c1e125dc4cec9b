package io.atlas.console.order;

/**
 * What a call is answered with.
 *
 * @param status of HTTP
 * @param code word of an error; null if it is none
 * @param text of an error; null if it is none
 * @param json of a success; null for an error
 */
public record Outcome(int status, String code, String text, String json) {
    public static Outcome of(int status, String json) {
        return new Outcome(status, null, null, json);
    }

    public static Outcome refused(int status, String code, String text) {
        return new Outcome(status, code, text, null);
    }

    public boolean refused() {
        return code != null;
    }
}
