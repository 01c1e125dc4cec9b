package io.atlas.console.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users have set up: layout, columns, palette. One JSON object each, which only the page understands. Read at start, written by
 * the worker. Thread: the console's agent.
 */
public final class Prefs {
    private static final Logger LOG = LoggerFactory.getLogger(Prefs.class);

    private final Path folder;
    private final Worker worker;
    private final Map<String, ObjectNode> byUser = new HashMap<>();

    public Prefs(Path folder, Collection<String> users, Worker worker) {
        this.folder = folder;
        this.worker = worker;
        ObjectMapper json = new ObjectMapper();
        for (String user : users) {
            try {
                JsonNode read = json.readTree(Files.readString(file(user), StandardCharsets.UTF_8));
                if (read instanceof ObjectNode object) {
                    byUser.put(user, object);
                }
            } catch (NoSuchFileException none) {
                LOG.debug("no preferences of {} yet", user);
            } catch (JsonProcessingException e) {
                LOG.warn("{} is no JSON, its user starts anew: {}", file(user), e.getOriginalMessage());
            } catch (IOException e) {
                LOG.warn("{} cannot be read, its user starts anew: {}", file(user), e.toString());
            }
        }
    }

    private Path file(String user) {
        // Names are letters, digits, '_', '.', '-', and do not begin with a dot.
        return folder.resolve(user + ".json");
    }

    /** An empty object if there are none. */
    public ObjectNode of(String user) {
        return byUser.getOrDefault(user, JsonNodeFactory.instance.objectNode());
    }

    /** Keeps them; false if the worker is too busy. */
    public boolean put(String user, ObjectNode prefs) {
        String text = prefs.toString();
        boolean taken = worker.run(() -> LoginFile.replace(file(user), text));
        if (taken) {
            byUser.put(user, prefs);
        }
        return taken;
    }
}
