package io.atlas.gateway.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.wire.log.Topics;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** I10 for the gateway: state from a snapshot and the tail is the state from zero, and what comes after is the same to the byte. */
class RestartTest {
    private static final int STEPS = 240;

    @Test
    void aRestartAtEveryStepKnowsWhatOneFromZeroKnows() {
        Story story = new Story(7, 15);
        story.started();
        for (int step = 0; step < STEPS; step++) {
            story.step();
            compare(story, step, 4);
        }
        assertThat(story.snapshotsWritten()).isGreaterThan(3);
    }

    @Property(tries = 40)
    void aRestartAfterAnyStoryGoesOnAsOneFromZero(@ForAll long seed) {
        Story story = new Story(seed, 10);
        story.started();
        for (int step = 0; step < STEPS; step++) {
            story.step();
        }
        compare(story, seed, 100);
    }

    private static void compare(Story story, long seed, int furtherSteps) {
        Story quick = story.successor(seed, true).started();
        Story thorough = story.successor(seed, false).started();
        assertThat(quick.balances()).isEqualTo(thorough.balances());
        assertThat(quick.clients.told).as("told at the start").isEqualTo(thorough.clients.told);
        for (Story each : new Story[] {quick, thorough}) {
            for (int i = 0; i < furtherSteps; i++) {
                each.step();
            }
            each.clients.asksForAll(Story.NOW);
            each.settle();
        }
        assertThat(quick.clients.told).as("told").isEqualTo(thorough.clients.told);
        for (String topic : new String[] {Topics.COMMANDS, Topics.EVENTS, Topics.LEDGER}) {
            assertThat(quick.bytes(topic)).as(topic).isEqualTo(thorough.bytes(topic));
        }
        assertThat(quick.balances()).isEqualTo(thorough.balances());
    }

    @Test
    void aCleanStopLeavesASnapshotOfAllOfIt() {
        Story story = new Story(3, Long.MAX_VALUE);
        story.started();
        for (int step = 0; step < STEPS; step++) {
            story.step();
        }
        story.settle();
        assertThat(story.bytes(Topics.SNAPSHOTS)).isEmpty();
        story.close();
        assertThat(story.bytes(Topics.SNAPSHOTS)).isNotEmpty();
        compare(story, 3, 50);
    }

    @Test
    void aStoreThatLacksReportsFromBeforeTheSnapshotGetsThemAgain() {
        Story story = new Story(11, 10);
        story.started();
        for (int step = 0; step < STEPS; step++) {
            story.step();
        }
        story.settle();
        assertThat(story.snapshotsWritten()).isPositive();
        story.clients.forget();
        Story again = story.successor(11, true).started();
        assertThat(again.clients.told).containsExactlyInAnyOrderElementsOf(story.clients.told);
    }
}
