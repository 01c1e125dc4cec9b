package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.CANCELED;
import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.report;
import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;

/**
 * A client that trades on while others misbehave: it enters an order, sees it live, cancels it, sees it gone, and again. Thread:
 * its own, from {@link #start} to {@link #noticedNothing}.
 */
final class Bystander implements AutoCloseable {
    private static final int ROUNDS_AFTERWARDS = 3;

    private final Client client;
    private final Thread thread = new Thread(this::trade, "bystander");
    private volatile boolean enough;
    private volatile int rounds;
    private volatile Throwable failure;

    private Bystander(Client client) {
        this.client = client;
    }

    static Bystander start(Client client) {
        Bystander bystander = new Bystander(client);
        client.session();
        bystander.thread.setDaemon(true);
        bystander.thread.start();
        return bystander;
    }

    private void trade() {
        try {
            while (!enough) {
                String order = "by-" + rounds;
                client.buys(order, "1", StoryConfig.QUIET, "45000");
                see(report(order).execType(NEW)::matches);
                client.cancels(order, order + 'c');
                see(report(order + 'c').execType(CANCELED)::matches);
                rounds++;
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private void see(Predicate<String> wanted) {
        await("the bystander is answered", () -> client.peer().take(wanted) != null);
    }

    /** Until now all went well, and goes on so for some more rounds. */
    void noticedNothing() throws InterruptedException {
        int target = rounds + ROUNDS_AFTERWARDS;
        await("the bystander trades on", () -> failure != null || rounds >= target);
        enough = true;
        thread.join();
        assertThat(failure).as("what the bystander noticed").isNull();
        assertThat(client.peer().isLoggedOn()).isTrue();
        assertThat(client.peer().problems()).isEmpty();
        assertThat(client.peer().received()).extracting(FixText::type).containsOnly("A", "8");
    }

    @Override
    public void close() {
        enough = true;
    }
}
