package io.atlas.wire.config;

/**
 * One fault of the configuration.
 *
 * @param file the file's name
 * @param line from 1; 0 if it concerns the file as a whole
 * @param place the path of keys, such as {@code groups[1].accounts[0].deposits[0].amount}; empty for the file as a whole
 * @param value what is there
 * @param expected what should be there
 */
public record Fault(String file, int line, String place, String value, String expected) {
    /** {@code accounts.yaml: groups[1].name: 'A B' (expected: …), line 7}. */
    @Override
    public String toString() {
        return file
                + (place.isEmpty() ? "" : ": " + place)
                + ": "
                + value
                + " (expected: "
                + expected
                + ')'
                + (line > 0 ? ", line " + line : "");
    }
}
