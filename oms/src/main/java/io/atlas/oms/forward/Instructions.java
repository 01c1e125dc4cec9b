package io.atlas.oms.forward;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Instruction;
import io.atlas.domain.NewOrder;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.World;
import java.util.HashMap;
import java.util.Map;

/** The instruction a command becomes. */
public final class Instructions {
    private final Map<String, String> groupByAccount = new HashMap<>();

    public Instructions(World world) {
        for (World.AccountGroup group : world.groups()) {
            for (World.Account account : group.accounts()) {
                groupByAccount.put(account.name(), group.name());
            }
        }
    }

    /** Null for a command that is none of the venue's business. */
    public Instruction ofOrNull(long number, Command command) {
        if (command instanceof NewOrder order) {
            String group = groupByAccount.get(order.origin().account());
            require(
                    group != null,
                    "account: %s (expected: one of the configuration)",
                    order.origin().account());
            return new Instruction.Enter(
                    number, group, order.symbol(), order.side(), order.ordType(), order.tif(), order.qty(), order.px());
        }
        if (command instanceof CancelOrder cancel) {
            return new Instruction.Cancel(number, cancel.orderId(), cancel.symbol());
        }
        if (command instanceof ReplaceOrder replace) {
            return new Instruction.Replace(number, replace.orderId(), replace.symbol(), replace.qty(), replace.px());
        }
        return null;
    }
}
