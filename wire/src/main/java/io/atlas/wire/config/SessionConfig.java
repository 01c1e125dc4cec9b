package io.atlas.wire.config;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A FIX session that may log on. Username(553) is the SenderCompID.
 *
 * @param senderCompId SenderCompID(49) of the client, unique
 * @param group the account group it trades for
 * @param accounts those of the group it may use, at least one: the listed ones, or all
 * @param roles what it may do, at least one
 * @param password what Password(554) is checked against
 * @param heartBtInt HeartBtInt(108) in seconds that our own clients ask for, 1 to 60
 */
public record SessionConfig(
        String senderCompId,
        String group,
        List<String> accounts,
        Set<Role> roles,
        PasswordHash password,
        int heartBtInt) {
    public SessionConfig {
        accounts = List.copyOf(accounts);
        roles = Set.copyOf(roles);
    }

    /** What a session may do. A message outside its roles gets 35=j 380=6. */
    public enum Role {
        TRADE("trade"),
        MARKET_DATA("market-data"),
        DROP_COPY("drop-copy"),
        READ_ONLY("read-only");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        static Role ofWordOrNull(String word) {
            for (Role role : values()) {
                if (role.word.equals(word)) {
                    return role;
                }
            }
            return null;
        }

        static String words() {
            return Arrays.stream(values()).map(role -> role.word).collect(Collectors.joining(", "));
        }
    }

    /** Whether it may send requests for that account. */
    public boolean mayUse(String account) {
        return accounts.contains(account);
    }
}
