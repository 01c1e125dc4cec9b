package io.atlas.console;

import io.atlas.console.ConsoleConfig.Desk;
import io.atlas.console.ConsoleConfig.Login;
import io.atlas.console.ConsoleConfig.Warnings;
import io.atlas.console.client.Role;
import io.atlas.console.client.User;
import io.atlas.domain.FixedPoint;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.Fault;
import io.atlas.wire.config.PasswordHash;
import io.atlas.wire.config.Section;
import io.atlas.wire.config.SessionConfig;
import io.atlas.wire.config.YamlFile;
import io.atlas.wire.config.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code console.yaml} while it is read: notes every fault and goes on, so that all are found at once. */
final class ConsoleFile {
    private static final String FILE = "console.yaml";
    private static final String SECRET_OF_DESK = "ATLAS_CONSOLE_PASSWORD_";
    private static final long MAX_PERCENT = 1_000;
    private static final int MAX_DUPLICATE_MS = 60_000;
    private static final int MAX_PRESETS = 8;

    private final Config config;
    private final Map<String, String> environment;
    private final Map<String, Desk> desks = new TreeMap<>();
    private final Set<String> deskNames = new TreeSet<>();
    private final Set<String> userNames = new HashSet<>();
    private final List<Login> users = new ArrayList<>();
    private Warnings warnings;
    private List<String> presets = List.of();
    private List<String> hostNames = List.of();

    ConsoleFile(Path folder, Config config, Map<String, String> environment, List<Fault> faults) {
        this.config = config;
        this.environment = environment;
        Section top = new YamlFile(FILE, faults).readOrNull(folder);
        if (top == null) {
            return;
        }
        // The desks first: users name them.
        top.sectionsIfAny("desks").forEach(this::desk);
        List<Section> logins = top.sections("users");
        logins.forEach(this::user);
        if (logins.isEmpty() && top.nodeOrNull("users") != null) {
            top.fault("users", "none", "at least one user");
        }
        warnings = warnings(top);
        presets = presets(top);
        hostNames = top.texts("hostNames").stream()
                .map(name -> name.text().toLowerCase(Locale.ROOT))
                .toList();
        top.end();
    }

    ConsoleConfig config() {
        return new ConsoleConfig(users, List.copyOf(desks.values()), warnings, presets, hostNames);
    }

    private void desk(Section in) {
        String compId = in.name("senderCompId");
        in.unique("senderCompId", compId, deskNames);
        SessionConfig session = compId == null ? null : config.sessionOrNull(compId);
        if (compId != null && (session == null || !session.roles().contains(SessionConfig.Role.TRADE))) {
            in.fault("senderCompId", "a session of sessions.yaml with the role trade");
        }
        String password = password(in, compId);
        if (in.end() && session != null) {
            desks.put(compId, new Desk(compId, session.group(), session.accounts(), password, session.heartBtInt()));
        }
    }

    private String password(Section in, String compId) {
        String variable = compId == null ? SECRET_OF_DESK : SECRET_OF_DESK + compId.replaceAll("[^A-Za-z0-9]", "_");
        String override = environment.get(variable);
        if (override != null && !override.isEmpty()) {
            in.nodeOrNull("password");
            return override;
        }
        return in.text("password", "the session's password, here or in the environment as " + variable);
    }

    private void user(Section in) {
        String name = in.name("name");
        in.unique("name", name, userNames);
        PasswordHash password = hash(in);
        Set<Role> roles = roles(in);
        String desk = in.nodeOrNull("desk") == null ? "" : in.name("desk");
        if (desk == null || !desk.isEmpty()) {
            in.known("desk", desk, deskNames, "a desk of this file");
        } else if (roles.contains(Role.TRADER)) {
            in.fault("desk", "missing", "a desk of this file, for a user with the role trader");
        }
        List<String> accounts = words(in, "accounts", accountsFor(desk), "an account that the desk's session may use");
        List<String> sessions = words(in, "sessions", sessions(), "a session of sessions.yaml");
        if (in.end()) {
            users.add(new Login(new User(name, roles, accounts, sessions, desk), password));
        }
    }

    /** Those of the desk; of the whole world for a user without one. */
    private Set<String> accountsFor(String deskOrNull) {
        Desk desk = deskOrNull == null ? null : desks.get(deskOrNull);
        if (desk != null) {
            return new TreeSet<>(desk.accounts());
        }
        return config.world().groups().stream()
                .flatMap(group -> group.accounts().stream())
                .map(account -> account.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> sessions() {
        return config.sessions().stream()
                .map(SessionConfig::senderCompId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> words(Section in, String key, Set<String> known, String what) {
        List<String> words = new ArrayList<>();
        for (YamlNode word : in.texts(key)) {
            if (!known.contains(word.text())) {
                in.file().fault(word, what + ": one of " + String.join(", ", known));
            } else if (words.contains(word.text())) {
                in.file().fault(word, "each once");
            }
            words.add(word.text());
        }
        return words;
    }

    private static Set<Role> roles(Section in) {
        String expected = "at least one of "
                + Arrays.stream(Role.values()).map(ConsoleFile::word).collect(Collectors.joining(", "));
        Set<Role> roles = EnumSet.noneOf(Role.class);
        int before = in.file().faultCount();
        for (YamlNode word : in.texts("roles")) {
            Role role = Arrays.stream(Role.values())
                    .filter(each -> word(each).equals(word.text()))
                    .findFirst()
                    .orElse(null);
            if (role == null) {
                in.file().fault(word, expected);
            } else {
                roles.add(role);
            }
        }
        if (roles.isEmpty() && in.file().faultCount() == before) {
            in.fault("roles", "none", expected);
        }
        return roles;
    }

    static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** The value is not shown: it may be a password that somebody wrote in the clear. */
    private static PasswordHash hash(Section in) {
        String expected = "a hash as ./atlas password makes it";
        String text = in.text("password", expected);
        try {
            return text == null ? null : PasswordHash.of(text);
        } catch (IllegalArgumentException e) {
            in.fault("password", "(not shown)", expected);
            return null;
        }
    }

    private static Warnings warnings(Section top) {
        Section in = top.sectionOrNull("warnings");
        if (in == null) {
            if (top.nodeOrNull("warnings") == null) {
                top.fault("warnings", "missing", "a block of thresholds");
            }
            return null;
        }
        long highNotional = in.positive("highNotional");
        long caution = bps(in, "lowBufferCautionPercent");
        long critical = bps(in, "lowBufferCriticalPercent");
        if (critical > caution) {
            in.fault("lowBufferCriticalPercent", "not above lowBufferCautionPercent");
        }
        Warnings read = new Warnings(
                highNotional,
                caution,
                critical,
                bps(in, "farFromMarketPercent"),
                in.whole("duplicateMs", 0, MAX_DUPLICATE_MS));
        in.end();
        return read;
    }

    private static long bps(Section in, String key) {
        int before = in.file().faultCount();
        long percent = in.decimal(key);
        boolean fits = percent >= 0 && percent <= MAX_PERCENT * FixedPoint.ONE && percent % (FixedPoint.ONE / 100) == 0;
        if (!fits && in.file().faultCount() == before) {
            in.fault(key, "a percentage, 0 to " + MAX_PERCENT + ", at most 2 decimals");
        }
        return percent / (FixedPoint.ONE / 100);
    }

    private static List<String> presets(Section top) {
        List<YamlNode> words = top.texts("presets");
        for (YamlNode word : words) {
            if (!word.text().matches("Max|[0-9]{1,9}(\\.[0-9]{1,8})?%?")) {
                top.file().fault(word, "a quantity such as 0.1, a share such as 25%, or Max");
            }
        }
        if (words.size() > MAX_PRESETS) {
            top.fault("presets", words.size() + " of them", "at most " + MAX_PRESETS);
        }
        return words.stream().map(YamlNode::text).toList();
    }
}
