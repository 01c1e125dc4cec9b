package io.atlas.console.rest;

/** Comma-separated values as RFC 4180 has them. A text that a spreadsheet would take for a formula gets an apostrophe. */
final class Csv {
    private final StringBuilder out = new StringBuilder();

    Csv(Object... header) {
        row(header);
    }

    void row(Object... values) {
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",").append(cell(values[i]));
        }
        out.append("\r\n");
    }

    private static String cell(Object valueOrNull) {
        String text = valueOrNull == null ? "" : valueOrNull.toString();
        boolean formula = !text.isEmpty() && "=+@".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? '\'' + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
