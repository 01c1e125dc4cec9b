package io.atlas.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atlas.console.client.Role;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.ConfigException;
import io.atlas.wire.config.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profiles load, and every fault of {@code console.yaml} is listed at once. */
class ConsoleConfigTest {
    private static final Path PROFILES = Path.of("..", "..", "fix-config");

    @TempDir
    Path dir;

    private static ConsoleConfig load(Path profiles, String profile, Map<String, String> environment) {
        return ConsoleConfig.load(profiles, Config.load(profiles, profile), environment);
    }

    @Test
    void theDemoHasATraderWithEveryRole() {
        ConsoleConfig config = load(PROFILES, "demo", Map.of());

        ConsoleConfig.Login trader = config.users().get(0);
        assertThat(trader.user().name()).isEqualTo("trader");
        assertThat(trader.user().roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(trader.user().accounts()).containsExactly("DESK-1");
        assertThat(trader.user().sessions()).containsExactly("DESK", "ALGO1", "ALGO2", "CONF");
        assertThat(trader.password().verify("atlas-demo".toCharArray())).isTrue();
        assertThat(config.deskOrNull("DESK").group()).isEqualTo("DESK");
        assertThat(config.warnings())
                .isEqualTo(new ConsoleConfig.Warnings(500_000L * 100_000_000L, 5_000, 1_000, 200, 2_000));
        assertThat(config.presets()).containsExactly("0.1", "1", "5", "10", "25%", "Max");
    }

    @Test
    void theWorldUnderLoadIsOnlyLookedAt() {
        ConsoleConfig config = load(PROFILES, "load", Map.of());

        assertThat(config.desks()).isEmpty();
        assertThat(config.users().get(0).user().is(Role.TRADER)).isFalse();
    }

    @Test
    void theEnvironmentOverridesADesksPasswordAndNothingShowsIt() {
        ConsoleConfig config = load(PROFILES, "demo", Map.of("ATLAS_CONSOLE_PASSWORD_DESK", "s3cret"));

        assertThat(config.deskOrNull("DESK").password()).isEqualTo("s3cret");
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void allFaultsAreListedAtOnce() throws IOException {
        Path demo = Files.createDirectory(dir.resolve("demo"));
        try (Stream<Path> files = Files.list(PROFILES.resolve("demo"))) {
            for (Path file : files.toList()) {
                Files.copy(file, demo.resolve(file.getFileName().toString()));
            }
        }
        Path file = demo.resolve("console.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("accounts: [DESK-1]", "accounts: [ALGO1-1]")
                        .replace("sessions: [DESK, ALGO1, ALGO2, CONF]", "sessions: [DESK, NOBODY]")
                        .replace("roles: [viewer, trader,", "roles: [viewer, king,")
                        .replaceAll("password: pbkdf2.*", "password: in-the-clear")
                        .replace("highNotional: 500000", "highNotional: 5e5")
                        .replace("lowBufferCriticalPercent: 10", "lowBufferCriticalPercent: 60")
                        .replace("\"25%\"", "\"a bit\""));

        ConfigException wrong = catchThrowableOfType(ConfigException.class, () -> load(dir, "demo", Map.of()));

        List<String> faults = wrong.faults().stream().map(Fault::toString).toList();
        assertThat(faults).hasSize(7).allMatch(fault -> fault.startsWith("console.yaml: "));
        assertThat(faults)
                .anyMatch(
                        fault -> fault.contains(
                                "users[0].accounts[0]: 'ALGO1-1' (expected: an account that the desk's session may use: one of DESK-1)"))
                .anyMatch(fault -> fault.contains("users[0].sessions[1]: 'NOBODY'"))
                .anyMatch(
                        fault -> fault.contains("users[0].roles[1]: 'king' (expected: at least one of viewer, trader"))
                .anyMatch(fault -> fault.contains("users[0].password: (not shown)"))
                .anyMatch(fault -> fault.contains("warnings.highNotional: '5e5'"))
                .anyMatch(fault -> fault.contains("warnings.lowBufferCriticalPercent: '60'"))
                .anyMatch(fault -> fault.contains("presets[4]: 'a bit'"));
        assertThat(wrong).hasMessageNotContaining("in-the-clear");
    }
}
