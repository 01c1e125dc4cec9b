package io.atlas.sim.planted;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;

/** A bug: the rule it breaks, who may be the first to see it, and what of which class is changed. */
enum PlantedBug {
    ACKNOWLEDGED_BEFORE_READ_BACK(
            "rule 1: the client is told after read-back, never before",
            "I11",
            "io.atlas.gateway.PartitionRun",
            Advice.to(Mutations.AcknowledgeAtOnce.class).on(named("propose")),
            leftOut("onConfirmed", "onConfirmed", "io.atlas.gateway.order.OrderPartition")),
    NO_EPOCH_CHECK(
            "rule 3: a record is valid only in the current epoch, as the successor of the last valid one",
            "I2 I6 I9 I10 I11 stopped",
            "io.atlas.wire.log.EpochFold",
            Advice.to(Mutations.AllIsValid.class).on(named("accept"))),
    CLORDIDS_FORGOTTEN(
            "rule 11: the ClOrdID index absorbs what comes twice",
            "I6 SERIAL",
            "io.atlas.gateway.order.OrderEntry",
            leftOut("reconsider", "findOrNull", "io.atlas.gateway.order.OrderBoard")),
    INSTRUCTIONS_APPLIED_TWICE(
            "rule 8: the venue ignores what it has applied",
            "I6 I12 Invariant",
            "io.atlas.venue.LinkDesk",
            Advice.to(Mutations.AlwaysTrue.class).on(named("isNext"))),
    FUNDS_RELEASED_ON_TIMEOUT(
            "rule 7: an unknown outcome is never guessed, its funds stay held",
            "I2 I3 I10 SERIAL stopped",
            "io.atlas.gateway.PartitionRun",
            Advice.to(Mutations.ReleaseOnTimeout.class).on(named("onBroken"))),
    LARGER_OF_BOTH_TERMS(
            "§4: a pending replace holds the worst order of fills",
            "I2 SERIAL",
            "io.atlas.domain.Funds",
            Advice.to(Mutations.LargerOfBoth.class).on(named("need").and(takesArguments(6)))),
    LOST_PRICE_IMPROVEMENT(
            "§4: a fill pays at the trade's price",
            "I8 SERIAL",
            "io.atlas.gateway.ledger.Ledger",
            Advice.to(Mutations.PayTheLimit.class).on(named("trade"))),
    EVENTS_FOLDED_ON_ARRIVAL(
            "rule 10: an event is folded when no command still comes that had not seen it",
            "I2 I10 stopped",
            "io.atlas.gateway.PartitionRun",
            Advice.to(Mutations.NoneBelow.class).on(named("noCommandBelow"))),
    DECIDES_BEFORE_EVENTS_ARE_READ(
            "rule 10: an owner's first decision waits for the last event folded before it",
            "I2 I10 SERIAL stopped",
            "io.atlas.gateway.PartitionRun",
            Insides.allEventsSeemRead()),
    TORN_STORE_TAKEN_FOR_WHOLE(
            "what a message store has lost is told again from the log",
            "I4 I11",
            "io.atlas.sim.port.SessionStore",
            leftOut("loseTail", "recount", "io.atlas.sim.port.SessionStore")),
    SNAPSHOT_OVER_A_TORN_STORE(
            "a snapshot is no start for a session whose message store lacks reports from before it",
            "I4 I11",
            "io.atlas.gateway.PartitionTask",
            leftOut("begin", "forgetfulSessionOrNull", "io.atlas.gateway.PartitionRun")),
    PAST_TOLD_IN_PART(
            "the past is told when all that was in the log has been read",
            "I4 I11",
            "io.atlas.gateway.replay.PartitionReading",
            Advice.to(Mutations.AlwaysTrue.class).on(named("done")));

    private final String rule;
    private final String seenBy;
    private final String className;
    private final List<AsmVisitorWrapper> changes;

    PlantedBug(String rule, String seenBy, String className, AsmVisitorWrapper... changes) {
        this.rule = rule;
        this.seenBy = seenBy;
        this.className = className;
        this.changes = List.of(changes);
    }

    /** Inside that method the call is not made; its value is null or 0. */
    private static AsmVisitorWrapper leftOut(String method, String call, String ofClass) {
        return MemberSubstitution.relaxed()
                .method(named(call).and(isDeclaredBy(named(ofClass))))
                .stub()
                .on(named(method));
    }

    String rule() {
        return rule;
    }

    /** The invariants of which one sees it first; {@code stopped}: a service notices and stops a partition. */
    List<String> seenBy() {
        return List.of(seenBy.split(" "));
    }

    String className() {
        return className;
    }

    List<AsmVisitorWrapper> changes() {
        return changes;
    }
}
