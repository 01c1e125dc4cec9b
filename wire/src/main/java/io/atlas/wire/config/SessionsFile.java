package io.atlas.wire.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code sessions.yaml}: who may log on. */
final class SessionsFile {
    private static final int DEFAULT_HEART_BT_INT = 30;
    private static final int MAX_HEART_BT_INT = 60;

    private final Map<String, Set<String>> accountsOfGroup;
    private final Set<String> compIds = new HashSet<>();
    private final List<SessionConfig> sessions = new ArrayList<>();
    private String targetCompId;

    SessionsFile(Path folder, Map<String, Set<String>> accountsOfGroup, List<Fault> faults) {
        this.accountsOfGroup = accountsOfGroup;
        Section top = new YamlFile("sessions.yaml", faults).readOrNull(folder);
        if (top != null) {
            targetCompId = top.name("targetCompId");
            top.sections("sessions").forEach(this::session);
            top.end();
        }
    }

    private void session(Section in) {
        String compId = in.name("senderCompId");
        in.unique("senderCompId", compId, compIds);
        if (compId != null && compId.equals(targetCompId)) {
            in.fault("senderCompId", "another name than targetCompId");
        }
        String group = in.name("group");
        boolean groupsKnown = !accountsOfGroup.isEmpty();
        if (groupsKnown) {
            in.known("group", group, accountsOfGroup.keySet(), "a group of accounts.yaml");
        }
        List<String> accounts = accounts(in, groupsKnown ? accountsOfGroup.get(group) : null);
        Set<SessionConfig.Role> roles = roles(in);
        PasswordHash password = password(in);
        int heartBtInt = in.wholeIntOr("heartBtInt", DEFAULT_HEART_BT_INT, 1, MAX_HEART_BT_INT);
        if (in.end()) {
            sessions.add(new SessionConfig(compId, group, accounts, roles, password, heartBtInt));
        }
    }

    /** Those listed, or all of the group; {@code ofGroup} is null if the group is not known. */
    private static List<String> accounts(Section in, Set<String> ofGroup) {
        List<YamlNode> listed = in.texts("accounts");
        Set<String> seen = new HashSet<>();
        for (YamlNode account : listed) {
            if (ofGroup != null && !ofGroup.contains(account.text())) {
                in.file().fault(account, "an account of the group: one of " + String.join(", ", ofGroup));
            }
            if (!seen.add(account.text())) {
                in.file().fault(account, "each account once");
            }
        }
        if (listed.isEmpty()) {
            return ofGroup == null ? List.of() : List.copyOf(ofGroup);
        }
        return listed.stream().map(YamlNode::text).toList();
    }

    private static Set<SessionConfig.Role> roles(Section in) {
        Set<SessionConfig.Role> roles = EnumSet.noneOf(SessionConfig.Role.class);
        int before = in.file().faultCount();
        for (YamlNode word : in.texts("roles")) {
            SessionConfig.Role role = SessionConfig.Role.ofWordOrNull(word.text());
            if (role == null) {
                in.file().fault(word, "one of " + SessionConfig.Role.words());
            } else {
                roles.add(role);
            }
        }
        if (roles.isEmpty() && in.file().faultCount() == before) {
            in.fault("roles", "none", "at least one of " + SessionConfig.Role.words());
        }
        return roles;
    }

    /** The value is not shown: it may be a password that somebody wrote in the clear. */
    private static PasswordHash password(Section in) {
        String expected = "a hash as ./atlas password makes it";
        String text = in.text("password", expected);
        try {
            return text == null ? null : PasswordHash.of(text);
        } catch (IllegalArgumentException e) {
            in.fault("password", "(not shown)", expected);
            return null;
        }
    }

    String targetCompId() {
        return targetCompId;
    }

    List<SessionConfig> sessions() {
        return sessions;
    }
}
