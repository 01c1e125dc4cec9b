package io.atlas.console.channel;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A state channel: named fields and keyed items, each remembering the seq of its last change. Whatever a page holds, what it is
 * missing is what changed after its seq: pages of different rates share the same cells, and pages at the same seq share the
 * same text.
 */
abstract class StateStream implements Stream {
    private static final int MOST_CACHED = 8;
    /** Keys that were removed; a page that holds an older seq than these tell of gets a snapshot. */
    private static final int MOST_GONE = 1_000;

    private static final class Cell {
        private String json = "";
        private long changed;
    }

    private final int hz;
    private final Map<String, Cell> fields = new LinkedHashMap<>();
    private final Map<String, Cell> items = new LinkedHashMap<>();
    private final Map<String, Long> gone = new LinkedHashMap<>();
    private final Map<Long, String> deltas = new HashMap<>();
    private final boolean hasItems;
    private String snapshot;
    private long seq;
    private long knownFrom;
    private boolean changed;

    /** @param hasItems whether the channel has a list of items, be it empty */
    StateStream(int hz, boolean hasItems) {
        this.hz = hz;
        this.hasItems = hasItems;
    }

    /** Puts the cells as they are now; called at most as often as somebody is to be shown. */
    abstract void look(long nowNs);

    @Override
    public final void refresh(long nowNs) {
        look(nowNs);
        if (changed || seq == 0) {
            changed = false;
            seq++;
            deltas.clear();
            snapshot = null;
        }
    }

    /** Sets a field's JSON value. */
    final void field(String name, String json) {
        put(fields, name, json);
    }

    /** Sets a field to text. */
    final void text(String name, String value) {
        field(name, new JsonText().value(value).toString());
    }

    /** Sets an item. */
    final void item(String key, String json) {
        put(items, key, json);
        gone.remove(key);
    }

    private void put(Map<String, Cell> cells, String name, String json) {
        Cell cell = cells.computeIfAbsent(name, key -> new Cell());
        if (!cell.json.equals(json)) {
            cell.json = json;
            cell.changed = seq + 1;
            changed = true;
        }
    }

    /** Removes an item that the page must remove too. */
    final void remove(String key) {
        if (items.remove(key) != null) {
            gone.put(key, seq + 1);
            changed = true;
            if (gone.size() > MOST_GONE) {
                Iterator<Long> oldest = gone.values().iterator();
                knownFrom = oldest.next();
                oldest.remove();
            }
        }
    }

    /** Forgets the oldest items beyond that many; the page keeps the newest by itself. */
    final void keepNewest(int most) {
        Iterator<String> oldest = items.keySet().iterator();
        while (items.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public final int hz() {
        return hz;
    }

    @Override
    public final long seq() {
        return seq;
    }

    @Override
    public final String snapshot() {
        if (snapshot == null) {
            snapshot = frame(",\"seq\":" + seq, -1);
        }
        return snapshot;
    }

    @Override
    public final String deltaOrNull(long from) {
        if (from < knownFrom || from > seq) {
            return null;
        }
        if (deltas.size() >= MOST_CACHED) {
            deltas.clear();
        }
        return deltas.computeIfAbsent(from, held -> frame(",\"from\":" + held + ",\"seq\":" + seq, held));
    }

    private String frame(String head, long from) {
        StringBuilder frame = new StringBuilder(512).append(head);
        fields.forEach((name, cell) -> {
            if (cell.changed > from) {
                frame.append(",\"").append(name).append("\":").append(cell.json);
            }
        });
        boolean whole = from < 0;
        StringBuilder list = new StringBuilder();
        items.values().forEach(cell -> {
            if (cell.changed > from) {
                list.append(list.length() == 0 ? "" : ",").append(cell.json);
            }
        });
        if (list.length() > 0 || whole && hasItems) {
            frame.append(",\"items\":[").append(list).append(']');
        }
        if (!whole) {
            JsonText keys = new JsonText();
            gone.forEach((key, removed) -> {
                if (removed > from) {
                    keys.value(key);
                }
            });
            String text = keys.toString();
            frame.append(text.isEmpty() ? "" : ",\"gone\":[" + text + ']');
        }
        return frame.append('}').toString();
    }
}
