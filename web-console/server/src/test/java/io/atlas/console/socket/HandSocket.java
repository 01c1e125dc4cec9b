package io.atlas.console.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atlas.console.client.ClientSocket;
import io.atlas.console.client.User;
import java.util.ArrayList;
import java.util.List;

/** A page's socket whose frames a test reads, and whose network it can stop. */
final class HandSocket implements ClientSocket {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long id;
    private final User user;
    private final List<JsonNode> frames = new ArrayList<>();
    boolean writable = true;
    int closeCode;

    HandSocket(long id, User user) {
        this.id = id;
        this.user = user;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public User user() {
        return user;
    }

    @Override
    public String csrf() {
        return "token";
    }

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public void send(String frame) {
        try {
            frames.add(JSON.readTree(frame));
        } catch (JsonProcessingException e) {
            throw new AssertionError(frame, e);
        }
    }

    @Override
    public void close(int code, String reason) {
        closeCode = code;
    }

    /** The frames of that type since the last call for any, others dropped. */
    List<JsonNode> take(String type) {
        List<JsonNode> taken = frames.stream()
                .filter(frame -> frame.path("t").asText().equals(type))
                .toList();
        frames.clear();
        return taken;
    }

    List<JsonNode> frames() {
        return List.copyOf(frames);
    }
}
