package io.atlas.wire.snapshot;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;

/** Rows to be written, one after the other. */
@FunctionalInterface
public interface RowSource {
    /** Writes the next row, from {@link RowWriter#start} to {@link RowWriter#end}; false if there is none. */
    boolean writeNext(RowWriter out);

    /** A row per element. */
    static <T> RowSource of(Iterable<T> elements, BiConsumer<RowWriter, T> row) {
        Iterator<T> each = elements.iterator();
        return out -> {
            if (!each.hasNext()) {
                return false;
            }
            row.accept(out, each.next());
            return true;
        };
    }

    /** All of these, in order. */
    static RowSource all(RowSource... sources) {
        Iterator<RowSource> each = List.of(sources).iterator();
        return new RowSource() {
            private RowSource now = out -> false;

            @Override
            public boolean writeNext(RowWriter out) {
                while (!now.writeNext(out)) {
                    if (!each.hasNext()) {
                        return false;
                    }
                    now = each.next();
                }
                return true;
            }
        };
    }
}
