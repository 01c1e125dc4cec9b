package io.atlas.launcher.story;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The accounts and instruments of a world that no story has used yet, by kind. Each is handed out once. */
final class Pool {
    private final Map<String, Deque<String>> unused = new HashMap<>();

    void add(String kind, String name) {
        unused.computeIfAbsent(kind, any -> new ArrayDeque<>()).add(name);
    }

    String take(String kind) {
        Deque<String> names = unused.get(kind);
        if (names == null || names.isEmpty()) {
            throw new IllegalStateException(
                    "kind: " + kind + " (expected: one of " + unused.keySet() + " with names left)");
        }
        return names.poll();
    }
}
