package io.atlas.console.channel;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.atlas.domain.FixedPoint;
import java.util.List;

/** Writes one JSON object or list after another as text. What is null is left out, with its name. */
public final class JsonText {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final StringBuilder out;

    public JsonText() {
        this(256);
    }

    JsonText(int usual) {
        out = new StringBuilder(usual);
    }

    /** Begins an object, as a value of what is open. */
    public JsonText object() {
        comma();
        out.append('{');
        return this;
    }

    public JsonText end() {
        out.append('}');
        return this;
    }

    /** Begins a list. */
    public JsonText list(String name) {
        name(name);
        out.append('[');
        return this;
    }

    public JsonText endList() {
        out.append(']');
        return this;
    }

    public JsonText text(String name, String valueOrNull) {
        if (valueOrNull != null) {
            name(name);
            quoted(valueOrNull);
        }
        return this;
    }

    /** A decimal in units of 1e-8, as canonical text. */
    public JsonText decimal(String name, long units) {
        return text(name, FixedPoint.format(units));
    }

    /** Epoch nanoseconds, as text. */
    public JsonText time(String name, long ns) {
        return text(name, Long.toString(ns));
    }

    public JsonText number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    /** A figure for the eye; NaN is left out. */
    public JsonText number(String name, double value) {
        if (!Double.isNaN(value)) {
            name(name);
            append(value);
        }
        return this;
    }

    public JsonText flag(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    /** Figures for the eye, at most six significant decimals. */
    public JsonText numbers(String name, List<Double> values) {
        list(name);
        for (Double value : values) {
            comma();
            append(Math.round(value * 1e6) / 1e6);
        }
        return endList();
    }

    /** A value that is JSON already. */
    public JsonText raw(String name, String json) {
        name(name);
        out.append(json);
        return this;
    }

    /** A list's next value, JSON already. */
    public JsonText raw(String json) {
        comma();
        out.append(json);
        return this;
    }

    /** A list's next value. */
    public JsonText value(String text) {
        comma();
        quoted(text);
        return this;
    }

    private void append(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.append((long) value);
        } else {
            out.append(value);
        }
    }

    private void name(String name) {
        comma();
        out.append('"').append(name).append("\":");
    }

    private void comma() {
        if (out.length() == 0) {
            return;
        }
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            out.append(',');
        }
    }

    private void quoted(String text) {
        out.append('"');
        if (plain(text)) {
            out.append(text);
        } else {
            ENCODER.quoteAsString(text, out);
        }
        out.append('"');
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
