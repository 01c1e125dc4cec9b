package io.atlas.console.client;

import java.util.List;
import java.util.Set;

/**
 * Who is logged in.
 *
 * @param name the login
 * @param accounts those the user may see and, as a trader, trade
 * @param sessions FIX sessions (SenderCompID) whose messages the user may see
 * @param desk SenderCompID of the FIX session the user's orders leave by
 */
public record User(String name, Set<Role> roles, List<String> accounts, List<String> sessions, String desk) {
    public User {
        roles = Set.copyOf(roles);
        accounts = List.copyOf(accounts);
        sessions = List.copyOf(sessions);
    }

    /** Whether the user holds that role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether the user may see that account. */
    public boolean maySee(String account) {
        return accounts.contains(account);
    }
}
