package io.atlas.console.channel;

import java.util.function.Supplier;

/**
 * An event channel: every change, in order, none left out. What happened in one step of the agent is one frame. The last frames
 * are kept for pages that are slow or come back; a page whose next frame is gone is told to begin anew.
 */
final class EventStream implements Stream {
    /** Bounds of what is kept for the slowest page. */
    static final int MOST_FRAMES = 10_000;

    static final int MOST_CHARS = 4 * 1024 * 1024;

    /** The frame that leads to a seq lies at that seq modulo the size. */
    private final String[] frames = new String[MOST_FRAMES];

    private final Supplier<String> items;
    private StringBuilder step = new StringBuilder();
    private long chars;
    private long seq;
    private long oldestFrom;

    /** @param items the present items for a snapshot, JSON objects with commas between */
    EventStream(Supplier<String> items) {
        this.items = items;
    }

    /** Something happened: its item as JSON. */
    void add(String json) {
        step.append(step.length() == 0 ? "" : ",").append(json);
    }

    /** Ends the step: what was added becomes the next frame. Returns whether there was anything. */
    boolean flush() {
        if (step.length() == 0) {
            return false;
        }
        String frame = ",\"from\":" + seq + ",\"seq\":" + (seq + 1) + ",\"items\":[" + step + "]}";
        step = new StringBuilder();
        if (seq - oldestFrom == MOST_FRAMES) {
            dropOldest();
        }
        seq++;
        frames[at(seq)] = frame;
        chars += frame.length();
        while (chars > MOST_CHARS && oldestFrom < seq - 1) {
            dropOldest();
        }
        return true;
    }

    private void dropOldest() {
        oldestFrom++;
        chars -= frames[at(oldestFrom)].length();
        frames[at(oldestFrom)] = null;
    }

    private static int at(long seq) {
        return (int) (seq % MOST_FRAMES);
    }

    @Override
    public int hz() {
        return 0;
    }

    @Override
    public long seq() {
        return seq;
    }

    @Override
    public void refresh(long nowNs) {
        flush();
    }

    @Override
    public String snapshot() {
        flush();
        return ",\"seq\":" + seq + ",\"items\":[" + items.get() + "]}";
    }

    @Override
    public String deltaOrNull(long from) {
        if (from == seq) {
            return ",\"from\":" + seq + ",\"seq\":" + seq + '}';
        }
        return from < oldestFrom || from > seq ? null : frames[at(from + 1)];
    }
}
