package io.atlas.launcher.services;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, closed in reverse order, once. A part that cannot be closed does not keep the others open. */
public final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private record Part(String name, AutoCloseable what) {}

    private final Deque<Part> parts = new ArrayDeque<>();

    /** Closes the part before all that were added earlier; returns it. */
    public synchronized <T extends AutoCloseable> T add(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.what().close();
            } catch (Exception e) {
                LOG.warn("{} was not closed cleanly", part.name(), e);
            }
        }
    }
}
