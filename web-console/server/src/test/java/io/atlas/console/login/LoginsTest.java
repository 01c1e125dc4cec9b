package io.atlas.console.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atlas.console.ConsoleConfig.Login;
import io.atlas.console.client.Role;
import io.atlas.console.client.User;
import io.atlas.wire.config.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is in, for how long. The test is the agent: it runs what the worker hands back. */
class LoginsTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long NOW = 1_800_000_000_000_000_000L;
    private static final Login TRADER = new Login(
            new User("trader", Set.of(Role.TRADER), List.of("DESK-1"), List.of(), "DESK"),
            PasswordHash.hash("right".toCharArray()));

    @TempDir
    Path folder;

    private final Worker worker = new Worker();
    private final LinkedBlockingQueue<Runnable> agent = new LinkedBlockingQueue<>();
    private final List<String> told = new ArrayList<>();
    private String id;

    @AfterEach
    void stop() {
        worker.close();
    }

    private Logins logins() {
        return new Logins(List.of(TRADER), worker, agent::add, folder);
    }

    private void login(Logins logins, String user, String password) throws InterruptedException {
        logins.login(user, password, "10.0.0.1", NOW, new Logins.Told() {
            @Override
            public void loggedIn(LoginSession session, String sessionId) {
                told.add("in " + session.user().name());
                id = sessionId;
            }

            @Override
            public void refused() {
                told.add("refused");
            }

            @Override
            public void tooMany(long retryAfterMs) {
                told.add("wait " + retryAfterMs);
            }

            @Override
            public void busy() {
                told.add("busy");
            }
        });
        if (!told.isEmpty() && told.get(told.size() - 1).startsWith("wait")) {
            return;
        }
        agent.take().run();
    }

    @Test
    void theRightPasswordOpensAndTheWrongOneDoesNot() throws InterruptedException {
        Logins logins = logins();
        login(logins, "trader", "wrong");
        login(logins, "nobody", "right");
        login(logins, "trader", "right");

        assertThat(told).containsExactly("refused", "refused", "in trader");
        assertThat(logins.useOrNull(id, NOW).user().name()).isEqualTo("trader");
        assertThat(logins.useOrNull(id + "x", NOW)).isNull();
        assertThat(logins.useOrNull(null, NOW)).isNull();
    }

    @Test
    void evenTheRightPasswordWaitsAfterThreeWrongOnes() throws InterruptedException {
        Logins logins = logins();
        for (String password : List.of("a", "b", "c", "right")) {
            login(logins, "trader", password);
        }

        assertThat(told).containsExactly("refused", "refused", "refused", "wait 500");
    }

    @Test
    void aLoginEndsUnusedForAnHourAndAfterTwelveHoursInAnyCase() throws InterruptedException {
        Logins logins = logins();
        login(logins, "trader", "right");
        long now = NOW;
        for (int i = 0; i < 12; i++) {
            now += 59 * MINUTE;
            assertThat(logins.useOrNull(id, now)).isNotNull();
        }
        assertThat(logins.useOrNull(id, NOW + 12 * 60 * MINUTE + 1)).isNull();

        login(logins, "trader", "right");
        assertThat(logins.useOrNull(id, NOW + 60 * MINUTE + 1)).isNull();
    }

    @Test
    void lookingALoginUpDoesNotKeepIt() throws InterruptedException {
        Logins logins = logins();
        login(logins, "trader", "right");

        assertThat(logins.findOrNull(id, NOW + 59 * MINUTE).user().name()).isEqualTo("trader");
        assertThat(logins.findOrNull(id, NOW + 60 * MINUTE + 1)).isNull();
    }

    @Test
    void aLoginSurvivesARestartAndItsFileOpensNone() throws InterruptedException, IOException {
        Logins logins = logins();
        login(logins, "trader", "right");
        logins.doWork(NOW + MINUTE);
        Path file = folder.resolve("logins");
        await().until(() -> Files.exists(file));

        assertThat(logins().useOrNull(id, NOW + MINUTE).user().name()).isEqualTo("trader");
        assertThat(Files.readString(file)).contains("trader").doesNotContain(id);
    }

    @Test
    void whoLogsOutIsOut() throws InterruptedException {
        Logins logins = logins();
        login(logins, "trader", "right");
        LoginSession session = logins.useOrNull(id, NOW);
        logins.logout(session);

        assertThat(logins.useOrNull(id, NOW)).isNull();
        assertThat(logins.holds(session.idHash())).isFalse();
    }
}
