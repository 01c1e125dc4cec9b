package io.atlas.launcher.tools;

import static io.atlas.domain.FixedPoint.format;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One record of the log in words. Pure. */
final class RecordText {
    private RecordText() {}

    static String of(Command command) {
        if (command instanceof NewOrder order) {
            return "NEW_ORDER " + word(order.side()) + ' ' + format(order.qty()) + ' ' + order.symbol() + " @ "
                    + (order.ordType() == OrdType.MARKET ? "market, at worst " : "") + format(order.px()) + ' '
                    + order.tif() + ", " + of(order.origin()) + ", reserves " + format(order.reservedAmount())
                    + ", market " + format(order.market().bidPx()) + '/'
                    + format(order.market().askPx());
        }
        if (command instanceof CancelOrder cancel) {
            return "CANCEL_ORDER of " + cancel.origClOrdId() + ", " + of(cancel.origin());
        }
        if (command instanceof ReplaceOrder replace) {
            return "REPLACE_ORDER of " + replace.origClOrdId() + " to " + format(replace.qty()) + " @ "
                    + format(replace.px()) + ", " + of(replace.origin()) + ", reserves "
                    + format(replace.reservedAmount()) + " more";
        }
        if (command instanceof Rejected rejected) {
            return "REJECTED " + rejected.request() + ": " + rejected.reason() + " (" + rejected.text() + "), "
                    + of(rejected.origin());
        }
        return command.getClass().getSimpleName();
    }

    private static String of(Origin origin) {
        return "ClOrdID " + origin.clOrdId() + ", account " + origin.account() + ", session " + origin.session()
                + " message " + origin.msgSeqNum();
    }

    static String of(VenueReport report, List<VenueReport.Outcome> outcomes) {
        String input = report.instruction() == null
                ? "tick " + report.tick()
                : report.instruction().getClass().getSimpleName().toUpperCase(Locale.ROOT);
        return "venue, " + input + ": "
                + (outcomes.isEmpty()
                        ? "nothing"
                        : outcomes.stream().map(RecordText::of).collect(Collectors.joining("; ")));
    }

    private static String of(VenueReport.Outcome outcome) {
        if (outcome instanceof VenueReport.Accepted) {
            return "accepted";
        }
        if (outcome instanceof VenueReport.Refused refused) {
            return "refused, " + refused.reason();
        }
        if (outcome instanceof VenueReport.Traded traded) {
            return "traded " + format(traded.qty()) + " @ " + format(traded.px()) + " (buy "
                    + order(traded.buyOrderId()) + ", sell " + order(traded.sellOrderId()) + ')';
        }
        if (outcome instanceof VenueReport.Canceled canceled) {
            return "canceled, " + canceled.reason();
        }
        if (outcome instanceof VenueReport.Replaced replaced) {
            return "replaced to " + format(replaced.qty()) + " @ " + format(replaced.px());
        }
        return outcome instanceof VenueReport.RequestRefused refused
                ? "request refused, " + refused.reason()
                : outcome.toString();
    }

    private static String order(long orderId) {
        return orderId < 0 ? "house" : OrderIds.text(orderId);
    }

    /** Whether the outcome is about one of these orders. */
    static boolean concerns(VenueReport.Outcome outcome, Set<Long> orderIds) {
        if (outcome instanceof VenueReport.Traded traded) {
            return orderIds.contains(traded.buyOrderId()) || orderIds.contains(traded.sellOrderId());
        }
        return orderIds.contains(orderId(outcome));
    }

    private static long orderId(VenueReport.Outcome outcome) {
        if (outcome instanceof VenueReport.Accepted accepted) {
            return accepted.orderId();
        }
        if (outcome instanceof VenueReport.Refused refused) {
            return refused.orderId();
        }
        if (outcome instanceof VenueReport.Canceled canceled) {
            return canceled.orderId();
        }
        if (outcome instanceof VenueReport.Replaced replaced) {
            return replaced.orderId();
        }
        return ((VenueReport.RequestRefused) outcome).orderId();
    }

    static String of(List<OrderChange> changes) {
        return changes.stream().map(RecordText::of).collect(Collectors.joining("; "));
    }

    private static String of(OrderChange change) {
        Order order = change.order();
        OrderChange.Execution execution = change.execution();
        return change.kind()
                + (execution == null
                        ? ""
                        : " " + format(execution.lastQty()) + " @ " + format(execution.lastPx()) + " (trade "
                                + execution.tradeId() + ')')
                + (change.reason() == Reason.NONE ? "" : " " + change.reason())
                + " -> " + order.state()
                + (order.pendingCancel() == null ? "" : ", cancel pending")
                + (order.pendingReplace() == null ? "" : ", replace pending")
                + ", traded " + format(order.cumQty()) + " leaves " + format(order.leavesQty());
    }

    static String of(LedgerEntry entry) {
        return entry.postings().stream()
                .map(posting -> posting.account() + ' ' + posting.asset() + " available "
                        + signed(posting.availableAmount()) + " reserved " + signed(posting.reservedAmount()) + " -> "
                        + format(posting.availableAfter()) + '/' + format(posting.reservedAfter()))
                .collect(Collectors.joining("; "));
    }

    private static String signed(long amount) {
        return (amount > 0 ? "+" : "") + format(amount);
    }

    private static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
