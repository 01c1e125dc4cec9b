package io.atlas.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrdersChanged;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 10: one order of commands and events, whichever of them arrive first. */
class LedgerFoldTest {
    private static final long NOBODY_BELOW = Long.MAX_VALUE;

    private final List<String> folded = new ArrayList<>();
    private final LedgerFold fold = new LedgerFold(
            new WorldBuilder("fold")
                    .instrument("BTC-USD", "0.01", "0.00001", "50000")
                    .build(),
            0,
            new LedgerFold.Output() {
                @Override
                public void command(Entry<Command> input, LedgerEntry entry) {
                    folded.add("c" + input.offset());
                }

                @Override
                public void event(Entry<OrderEvent> input, LedgerEntry entry) {
                    folded.add("e" + input.offset());
                }
            });

    @Test
    void aCommandWaitsForTheEventsItsDecisionHadSeen() {
        command(1, -1);
        command(2, 1);
        fold.advance(-1, NOBODY_BELOW);
        assertThat(folded).containsExactly("c1");

        event(0, 1);
        event(1, 1);
        event(2, 1);
        fold.advance(2, 1);
        assertThat(folded).containsExactly("c1", "e0", "e1", "c2");
    }

    @Test
    void anEventNoCommandHasSeenWaitsWhileOneMayComeBeforeIt() {
        command(1, -1);
        event(0, 1);
        fold.advance(0, -1);
        assertThat(folded).containsExactly("c1");
        fold.advance(0, 0);
        assertThat(folded).containsExactly("c1", "e0");
    }

    @Test
    void arrivalOrderDoesNotMatter() {
        event(0, 1);
        event(1, 2);
        command(1, -1);
        command(2, -1);
        command(3, 0);
        fold.advance(1, NOBODY_BELOW);
        assertThat(folded).containsExactly("c1", "c2", "e0", "c3", "e1");
    }

    @Test
    void anEpochStartHasNoEntryButCountsAsSeen() {
        fold.onCommand(new Entry<>(5, -1, 0, null, 0, new EpochStart("gw", -1, "{}"), null));
        event(0, 5);
        fold.advance(0, NOBODY_BELOW);
        assertThat(folded).containsExactly("e0");
    }

    /** A start that read one topic far ahead of the other once filled the heap. */
    @Test
    void aStartHasNoRoomForMoreOfATopicWhoseInputsWaitForTheOther() {
        long many = 0;
        while (fold.hasRoomForCommands()) {
            command(many++, 7);
        }
        fold.advance(-1, -1);
        assertThat(fold.hasRoomForCommands()).isFalse();
        assertThat(fold.hasRoomForEvents()).isTrue();

        fold.advance(7, -1);
        assertThat(folded).hasSize((int) many);
        assertThat(fold.hasRoomForCommands()).isTrue();

        for (long offset = 8; fold.hasRoomForEvents(); offset++) {
            event(offset, many - 1);
        }
        fold.advance(Long.MAX_VALUE, -1);
        assertThat(fold.hasRoomForEvents()).isFalse();
        fold.advance(Long.MAX_VALUE, NOBODY_BELOW);
        assertThat(fold.hasRoomForEvents()).isTrue();
    }

    private void command(long offset, long eventsSeen) {
        Deposit deposit = new Deposit("d-" + offset, "ALFA-1", "USD", 1, eventsSeen);
        fold.onCommand(new Entry<>(offset, 0, offset, null, 0, deposit, null));
    }

    private void event(long offset, long commandsSeen) {
        fold.onEvent(new Entry<>(offset, 0, offset, null, 0, new OrdersChanged(commandsSeen, List.of()), null));
    }
}
