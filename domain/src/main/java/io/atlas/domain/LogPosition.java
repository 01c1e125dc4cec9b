package io.atlas.domain;

/** A place in the log. Its text is {@code topic/partition/offset}: the form of {@code cause} in every record. */
public record LogPosition(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + '/' + partition + '/' + offset;
    }

    /**
     * The position for its text.
     *
     * @throws IllegalArgumentException if the text is not topic/partition/offset
     */
    public static LogPosition parse(String text) {
        int second = text.lastIndexOf('/');
        int first = text.lastIndexOf('/', second - 1);
        if (first <= 0) {
            throw new IllegalArgumentException("position: '" + text + "' (expected: topic/partition/offset)");
        }
        return new LogPosition(
                text.substring(0, first),
                Integer.parseInt(text.substring(first + 1, second)),
                Long.parseLong(text.substring(second + 1)));
    }
}
