package io.atlas.launcher.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The people and things of one story: its aliases, and what they stand for in the world. Thread: the test's. */
final class Story implements AutoCloseable {
    private static final int FIRST_LINES = 20;
    private static final int LAST_LINES = 40;

    private final WorldProcess world;
    private final Map<String, String> groups = new HashMap<>();
    private final Map<String, String> symbols = new LinkedHashMap<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();

    Story(WorldProcess world) {
        this.world = world;
    }

    WorldProcess world() {
        return world;
    }

    /** Gives the alias a group of its own with an account that holds exactly that. */
    void open(String alias, String... holdings) {
        String group = world.pool().take(String.join(" + ", holdings));
        groups.put(alias, group);
        clients.put(alias, new Client(this, new FixPeer(group), group));
    }

    /** Lets an alias trade for another's account, over the second session of the group. */
    void openSecond(String alias, String ownerAlias) {
        String group = group(ownerAlias);
        clients.put(alias, new Client(this, new FixPeer(StoryConfig.second(group)), group));
    }

    /** The group behind the alias; its first session has the same name. */
    String group(String alias) {
        String group = groups.get(alias);
        if (group == null) {
            throw new IllegalArgumentException("account: " + alias + " (expected: one of " + groups.keySet() + ")");
        }
        return group;
    }

    /** The account behind the alias. */
    String account(String alias) {
        return StoryConfig.account(group(alias));
    }

    /** The client behind the alias, logged on. */
    Client client(String alias) {
        Client client = clients.get(alias);
        if (client == null) {
            throw new IllegalArgumentException("client: " + alias + " (expected: one of " + clients.keySet() + ")");
        }
        return client;
    }

    /** The instrument behind the alias, which is also its kind; this story's own from its first use on. */
    String symbol(String alias) {
        return symbols.computeIfAbsent(alias, kind -> world.pool().take(kind));
    }

    Balances balances() {
        return Balances.read(world.log());
    }

    /** What the clients said and heard, and the last the world said. */
    String transcript() {
        StringBuilder text = new StringBuilder("\n\nFIX log of the clients, client by client:");
        for (Map.Entry<String, Client> client : clients.entrySet()) {
            text.append("\n").append(client.getKey());
            text.append(shortened(client.getValue().peer().log()));
        }
        return text + "\n\nThe world said last:\n" + world.lastWords();
    }

    private static String shortened(List<String> log) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < log.size(); i++) {
            if (i == FIRST_LINES && log.size() > FIRST_LINES + LAST_LINES) {
                i = log.size() - LAST_LINES;
                text.append("\n  ... ").append(i - FIRST_LINES).append(" lines");
            }
            text.append("\n  ").append(log.get(i));
        }
        return text.toString();
    }

    /** What the gateway did against the rules of a session, over all clients. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        clients.values().forEach(client -> problems.addAll(client.peer().problems()));
        return problems;
    }

    @Override
    public void close() {
        clients.values().forEach(client -> client.peer().close());
    }
}
