package io.atlas.sim.planted;

import io.atlas.domain.Command;
import io.atlas.domain.Instrument;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.Side;
import io.atlas.gateway.order.OrderPartition;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.RecordCodec;
import net.bytebuddy.asm.Advice;

/** What is woven into the services' methods. The code of the advice becomes part of the method it changes. */
final class Mutations {
    private Mutations() {}

    /** The decision counts as soon as it is on its way. */
    static final class AcknowledgeAtOnce {
        @Advice.OnMethodExit
        static void propose(
                @Advice.Argument(0) Command command,
                @Advice.Argument(1) long nowNs,
                @Advice.FieldValue("commands") OwnedPartition<Command> commands,
                @Advice.FieldValue("orders") OrderPartition orders) {
            long whereItWillBe = commands.position() + commands.openProposals();
            orders.onConfirmed(new Entry<>(whereItWillBe, commands.epoch(), 0, null, nowNs, command, null), nowNs);
        }
    }

    /** Whoever wrote it, and whatever is missing before it. */
    static final class AllIsValid {
        @Advice.OnMethodExit
        static void accept(
                @Advice.Argument(1) RecordCodec.Header header, @Advice.Return(readOnly = false) boolean valid) {
            if (!header.epochStart()) {
                valid = true;
            }
        }
    }

    /** Whatever is asked is so. */
    static final class AlwaysTrue {
        @Advice.OnMethodExit
        static void is(@Advice.Return(readOnly = false) boolean so) {
            so = true;
        }
    }

    /** No answer is taken for a no. */
    static final class ReleaseOnTimeout {
        @Advice.OnMethodExit
        static void onBroken(
                @Advice.FieldValue("commands") OwnedPartition<Command> commands,
                @Advice.FieldValue("orders") OrderPartition orders) {
            Insides.release(commands, orders);
        }
    }

    /** What was enough for either set of terms alone. */
    static final class LargerOfBoth {
        @Advice.OnMethodExit
        static void need(
                @Advice.Argument(0) Instrument instrument,
                @Advice.Argument(1) Side side,
                @Advice.Argument(2) long px,
                @Advice.Argument(3) long leavesQty,
                @Advice.Argument(4) long pendingPx,
                @Advice.Argument(5) long pendingLeavesQty,
                @Advice.Return(readOnly = false) long need) {
            if (side == Side.BUY) {
                need = Math.max(instrument.amount(px, leavesQty), instrument.amount(pendingPx, pendingLeavesQty));
            }
        }
    }

    /** Who bought for less than his limit pays his limit. */
    static final class PayTheLimit {
        @Advice.OnMethodEnter
        static void trade(@Advice.Argument(value = 0, readOnly = false) OrderChange change) {
            Execution trade = change.execution();
            change = new OrderChange(
                    change.kind(),
                    change.order(),
                    change.requestClOrdId(),
                    change.reason(),
                    new Execution(
                            trade.tradeId(), trade.lastQty(), change.order().px(), trade.aggressor(), trade.house()));
        }
    }

    /** As if no command were on its way. */
    static final class NoneBelow {
        @Advice.OnMethodExit
        static void noCommandBelow(@Advice.Return(readOnly = false) long below) {
            below = Long.MAX_VALUE;
        }
    }
}
