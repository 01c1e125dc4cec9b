package io.atlas.console.login;

import io.atlas.console.client.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logins of a console between its starts, one a line: hash of the id, user, token, created, last used. It holds no id: who reads
 * it cannot log in by it. What cannot be read is left out: its user logs in again.
 */
final class LoginFile {
    private static final Logger LOG = LoggerFactory.getLogger(LoginFile.class);
    private static final int FIELDS = 5;

    private final Path file;

    LoginFile(Path file) {
        this.file = file;
    }

    /** The logins of users that are still configured. */
    List<LoginSession> read(Map<String, User> users) {
        List<LoginSession> sessions = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] fields = line.split(" ", -1);
                if (fields.length == FIELDS
                        && users.containsKey(fields[1])
                        && (fields[3] + fields[4]).matches("\\d+")) {
                    sessions.add(new LoginSession(
                            fields[0],
                            users.get(fields[1]),
                            fields[2],
                            Long.parseLong(fields[3]),
                            Long.parseLong(fields[4])));
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException | NumberFormatException e) {
            LOG.warn("{} cannot be read, everybody logs in again: {}", file, e.toString());
        }
        return sessions;
    }

    static String text(Iterable<LoginSession> sessions) {
        StringBuilder text = new StringBuilder();
        for (LoginSession session : sessions) {
            text.append(session.idHash()).append(' ').append(session.user().name());
            text.append(' ').append(session.csrf()).append(' ').append(session.createdNs());
            text.append(' ').append(session.usedNs()).append('\n');
        }
        return text.toString();
    }

    /** Replaces the file as a whole. Thread: the worker. */
    void write(String text) {
        replace(file, text);
    }

    static void replace(Path file, String text) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(next, text, StandardCharsets.UTF_8);
            try {
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }
}
