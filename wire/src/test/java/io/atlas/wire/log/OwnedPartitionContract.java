package io.atlas.wire.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.EpochStart;
import io.atlas.domain.Invariant;
import io.atlas.wire.log.LogUnderTest.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How one owner holds a partition, and loses it. */
public abstract class OwnedPartitionContract {
    private LogUnderTest under;

    protected abstract LogUnderTest open() throws Exception;

    @BeforeEach
    void openLog() throws Exception {
        under = open();
    }

    @AfterEach
    void closeLog() {
        under.close();
    }

    @Test
    void aNewOwnerReadsItsClaimBackBeforeAnythingElse() {
        Owner a = owner("A");
        assertThatThrownBy(() -> a.propose("too early")).isInstanceOf(Invariant.Broken.class);

        until("A owns", a::owns, a);

        assertThat(a.heard).containsExactly("history START A", "owned");
        assertThat(a.partition.epoch()).isZero();
    }

    @Test
    void proposalsAreConfirmedInOrderWhenTheyAreReadBack() {
        Owner a = owning("A");

        a.propose("buy 1");
        a.propose("buy 2");
        assertThat(a.confirmed).isEmpty();
        assertThat(a.partition.openProposals()).isEqualTo(2);

        until("both confirmed", () -> a.confirmed.size() == 2, a);
        assertThat(a.confirmed).containsExactly("buy 1", "buy 2");
        assertThat(a.partition.openProposals()).isZero();
    }

    @Test
    void aRestartedOwnerGetsTheHistoryAndGoesOn() {
        Owner before = owning("A.1");
        confirm(before, "buy 1", "buy 2");
        before.partition.close();

        Owner after = owning("A.2");
        confirm(after, "buy 3");

        assertThat(after.heard)
                .containsExactly(
                        "history START A.1",
                        "history buy 1",
                        "history buy 2",
                        "history START A.2",
                        "owned",
                        "confirmed buy 3");
        assertThat(valid()).containsExactly("START A.1", "buy 1", "buy 2", "START A.2", "buy 3");
        assertThat(after.partition.inertCount()).isZero();
    }

    @Test
    void anEarlierInstanceOfTheSameNameIsHistoryToo() {
        Owner before = owning("A");
        confirm(before, "buy 1");
        before.partition.close();

        Owner after = owning("A");

        assertThat(after.heard).containsExactly("history START A", "history buy 1", "history START A", "owned");
    }

    @Test
    void aNewerOwnerTakesOverAndTheOlderLeaves() {
        Owner a = owning("A");
        confirm(a, "buy 1");

        Owner b = owning("B");
        until("A leaves", a::left, a);
        confirm(b, "buy 2");

        assertThat(a.heard).endsWith("history START B", "left to B");
        assertThatThrownBy(() -> a.propose("too late")).isInstanceOf(Invariant.Broken.class);
        assertThat(valid()).containsExactly("START A", "buy 1", "START B", "buy 2");
    }

    @Test
    void ofTwoOwnersThatStartTogetherOneIsLeft() {
        Owner a = owner("A");
        Owner b = owner("B");

        until("it is decided", () -> (a.owns() && b.left()) || (a.left() && b.owns()), a, b);

        Owner winner = a.owns() ? a : b;
        confirm(winner, "buy 1");
        assertThat(valid()).endsWith("START " + (a.owns() ? "A" : "B"), "buy 1");
    }

    @Test
    void ofTwoClaimsOnTheSameEpochTheFirstToLandWins() {
        warmUp(under.faulty());
        Owner b = new Owner("B", under.faulty(), under.topic());
        under.cut(Cut.REQUESTS_HELD);
        b.partition.doWork(under.nowNs());

        Owner a = owning("A");
        under.releaseHeld();
        until("B's claim was read", () -> a.partition.inertCount() == 1, a);
        under.heal();
        until("B leaves", b::left, b);
        confirm(a, "buy 1");

        assertThat(b.heard).containsExactly("history START A", "left to A");
        assertThat(valid()).containsExactly("START A", "buy 1");
    }

    @Test
    void whatAZombieStillWritesDoesNothing() {
        Owner zombie = owning("A");
        Owner b = owning("B");

        // A has not looked at the log since, and believes it still owns.
        zombie.propose("spend it twice");
        confirmAfterZombie(b, "buy 1");

        assertThat(valid()).containsExactly("START A", "START B", "buy 1");
        assertThat(b.partition.inertCount()).isEqualTo(1);
        until("the zombie leaves", zombie::left, zombie);
        assertThat(zombie.confirmed).isEmpty();
    }

    private void confirmAfterZombie(Owner b, String text) {
        until("the zombie's record was read", () -> b.partition.inertCount() == 1, b);
        confirm(b, text);
    }

    @Test
    void whatFollowsAHoleDoesNothingAndAllOfItIsReportedLost() {
        LossyLine line = new LossyLine(under.client());
        Owner a = new Owner("A", line, under.topic());
        until("A owns", a::owns, a);
        confirm(a, "buy 1");

        line.loseNext();
        a.propose("buy 2");
        a.propose("buy 3");
        a.propose("buy 4");
        until("A owns again", () -> a.owns() && !a.lost.isEmpty(), a);
        confirm(a, "buy 5");

        assertThat(a.lost).containsExactly("buy 2", "buy 3", "buy 4");
        assertThat(a.confirmed).containsExactly("buy 1", "buy 5");
        assertThat(a.partition.inertCount()).isEqualTo(2);
        assertThat(valid()).containsExactly("START A", "buy 1", "START A", "buy 5");
    }

    @Test
    void afterAFailedSendNothingIsSentUntilANewEpochHasBeenRead() {
        Owner a = faultyOwner();
        breakOff(a, Cut.REQUESTS_LOST);

        assertThat(a.partition.phase()).isEqualTo(OwnedPartition.Phase.CLAIMING);
        assertThatThrownBy(() -> a.propose("too early")).isInstanceOf(Invariant.Broken.class);

        under.heal();
        until("A owns again", a::owns, a);
        confirm(a, "buy 2");
    }

    @Test
    void aTimedOutAppendThatLandedIsConfirmed() {
        Owner a = faultyOwner();
        breakOff(a, Cut.ANSWERS_LOST);
        under.heal();
        until("A owns again", a::owns, a);

        assertThat(a.confirmed).containsExactly("buy 1", "doubtful");
        assertThat(a.lost).isEmpty();
        assertThat(valid()).startsWith("START A", "buy 1", "doubtful", "START A");
    }

    @Test
    void aTimedOutAppendThatDidNotLandIsReportedLost() {
        Owner a = faultyOwner();
        breakOff(a, Cut.REQUESTS_LOST);
        under.heal();
        until("A owns again", a::owns, a);

        assertThat(a.confirmed).containsExactly("buy 1");
        assertThat(a.lost).containsExactly("doubtful");
        assertThat(valid()).containsExactly("START A", "buy 1", "START A");
    }

    @Test
    void aTimedOutAppendThatLandsBeforeTheNewEpochIsConfirmed() {
        Owner a = faultyOwner();
        breakOff(a, Cut.REQUESTS_HELD);
        under.releaseHeld();
        under.heal();
        until("A owns again", a::owns, a);

        assertThat(a.confirmed).containsExactly("buy 1", "doubtful");
        assertThat(a.lost).isEmpty();
    }

    @Test
    void aTimedOutAppendThatLandsAfterTheNewEpochIsLostAndStaysLost() {
        Owner a = faultyOwner();
        breakOff(a, Cut.REQUESTS_HELD);
        under.heal();
        until("A owns again", a::owns, a);
        assertThat(a.lost).containsExactly("doubtful");

        under.releaseHeld();
        if (!under.refusesGivenUp()) {
            until("it lands", () -> a.partition.inertCount() > 0, a);
        }
        confirm(a, "buy 2");

        assertThat(a.confirmed).containsExactly("buy 1", "buy 2");
        assertThat(valid()).containsExactly("START A", "buy 1", "START A", "buy 2");
    }

    @Test
    void aClaimThatIsLostIsMadeAgain() {
        LossyLine line = new LossyLine(under.client());
        line.loseNext();
        Owner a = new Owner("A", line, under.topic());

        until("A owns", a::owns, a);

        assertThat(valid()).containsExactly("START A");
    }

    @Test
    void anOwnerThatIsCutOffWhileAnotherTakesOverLeaves() {
        Owner a = faultyOwner();
        breakOff(a, Cut.REQUESTS_LOST);
        Owner b = owning("B");
        under.heal();

        until("A leaves", a::left, a, b);
        confirm(b, "buy 2");

        assertThat(valid()).containsExactly("START A", "buy 1", "START B", "buy 2");
    }

    /** A client that has sent something: one that never met its log would not get as far as sending. */
    private void warmUp(CommandLog log) {
        boolean[] landed = {false};
        log.append(under.topic(), 1, null, new byte[] {'x'}, null, new CommandLog.Outcome() {
            @Override
            public void appended(long offset) {
                landed[0] = true;
            }

            @Override
            public void failed(String why) {
                throw new AssertionError(why);
            }
        });
        under.until("a working line", log::poll, () -> landed[0]);
    }

    private Owner owner(String name) {
        return new Owner(name, under.client(), under.topic());
    }

    private Owner owning(String name) {
        Owner owner = owner(name);
        until(name + " owns", owner::owns, owner);
        return owner;
    }

    /** A, which owns and has written "buy 1", on the line that can be cut. */
    private Owner faultyOwner() {
        Owner a = new Owner("A", under.faulty(), under.topic());
        until("A owns", a::owns, a);
        confirm(a, "buy 1");
        return a;
    }

    /** Cuts the line, proposes "doubtful" on it and waits until the owner is told. */
    private void breakOff(Owner a, Cut how) {
        under.cut(how);
        a.propose("doubtful");
        // Only its outcomes are looked at: what an owner reads meanwhile differs between the forms of the log.
        under.until("A is broken", a.log::poll, () -> a.heard.contains("broken"));
    }

    private void confirm(Owner owner, String... texts) {
        int before = owner.confirmed.size();
        for (String text : texts) {
            owner.propose(text);
        }
        until("confirmed", () -> owner.confirmed.size() == before + texts.length, owner);
    }

    private void until(String what, BooleanSupplier done, Owner... owners) {
        under.until(
                what,
                () -> {
                    for (Owner owner : owners) {
                        owner.step(under.nowNs());
                    }
                },
                done);
    }

    /** The valid records from the beginning to the end that the log has now, as somebody else reads them. */
    private List<String> valid() {
        List<String> valid = new ArrayList<>();
        CommandLog log = under.client();
        long end = log.endOffset(under.topic(), 0);
        try (ValidReader<Object> reader = new ValidReader<>(log, under.topic(), 0, new TextCodec())) {
            under.until(
                    "read to the end",
                    () -> reader.poll(
                            entry -> valid.add(
                                    entry.body() instanceof EpochStart start
                                            ? "START " + start.owner()
                                            : entry.body().toString()),
                            100),
                    () -> reader.position() >= end - 1);
        }
        return valid;
    }
}
