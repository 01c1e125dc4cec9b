package io.atlas.console;

import io.atlas.console.fix.DeskSessions;
import io.atlas.console.http.ConsoleHttp;

/**
 * The console's ends to the outside: opens HTTP and begins to log the desks on, closes both. The service between them is stepped by
 * its own agent; start that first, stop it after this is closed.
 */
public final class ConsoleServer implements AutoCloseable {
    private final ConsoleHttp http;
    private final DeskSessions fix;

    /**
     * Listens and connects.
     *
     * @param port 0 for any free one
     * @throws java.io.UncheckedIOException if the port cannot be had
     * @throws IllegalArgumentException if the FIX sessions' settings cannot be used
     */
    public ConsoleServer(ConsoleService service, ConsoleConfig config, DeskSessions fix, String host, int port) {
        this.fix = fix;
        this.http = new ConsoleHttp(host, port, config.hostNames(), service.backend());
        ConsoleFigures figures = service.figures();
        figures.gauge("atlas_console_connections", "Open connections, sockets included", http::connections);
        figures.gauge("atlas_console_sockets", "Open sockets", http::sockets);
        figures.counter("atlas_console_frames_out", "Text frames sent to pages", http::framesOut);
        figures.counter("atlas_console_fix_answers_dropped", "Answers that found the inbox full", fix::dropped);
        try {
            fix.start();
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /** Where it listens. */
    public int port() {
        return http.port();
    }

    /** Ends connections first, so that no order comes after the logout. */
    @Override
    public void close() {
        http.close();
        fix.close();
    }
}
