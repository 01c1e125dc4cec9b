package io.atlas.oms.order;

import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.domain.VenueReport.Traded;

/** Which commands of a partition a venue report names, as orders, requests or its instruction; and whose concern an outcome is. */
final class Naming {
    private Naming() {}

    /** The offset of the latest of them, −1 if the report does not concern the partition. */
    static long latestOffset(VenueReport report, int partition) {
        long latest =
                report.instruction() == null ? -1 : offset(report.instruction().number(), partition);
        for (Outcome outcome : report.outcomes()) {
            latest = Math.max(latest, latestOffset(outcome, partition));
        }
        return latest;
    }

    private static long latestOffset(Outcome outcome, int partition) {
        if (outcome instanceof Traded traded) {
            return Math.max(offset(traded.buyOrderId(), partition), offset(traded.sellOrderId(), partition));
        }
        if (outcome instanceof Accepted accepted) {
            return offset(accepted.orderId(), partition);
        }
        if (outcome instanceof Canceled canceled) {
            return Math.max(offset(canceled.orderId(), partition), offset(canceled.request(), partition));
        }
        if (outcome instanceof Refused refused) {
            return offset(refused.orderId(), partition);
        }
        if (outcome instanceof Replaced replaced) {
            return Math.max(offset(replaced.orderId(), partition), offset(replaced.request(), partition));
        }
        RequestRefused refused = (RequestRefused) outcome;
        return Math.max(offset(refused.orderId(), partition), offset(refused.request(), partition));
    }

    /**
     * The partition that answers for an outcome other than a trade: that of its order; of its request if there is no such order;
     * the first one if nobody else would, for what the venue says must not vanish.
     */
    static int partition(Outcome outcome, int partitions) {
        if (real(orderId(outcome), partitions)) {
            return OrderIds.partition(orderId(outcome));
        }
        return real(request(outcome), partitions) ? OrderIds.partition(request(outcome)) : 0;
    }

    /** The partition that answers for that side of a trade, −1 for the house. */
    static int partition(Traded traded, Side side, int partitions) {
        long orderId = traded.orderId(side);
        if (orderId < 0) {
            return -1;
        }
        return real(orderId, partitions) ? OrderIds.partition(orderId) : 0;
    }

    /** Whether any outcome or leg is for that partition to answer for. */
    static boolean answersFor(VenueReport report, int partition, int partitions) {
        for (Outcome outcome : report.outcomes()) {
            boolean ours = outcome instanceof Traded traded
                    ? partition(traded, Side.BUY, partitions) == partition
                            || partition(traded, Side.SELL, partitions) == partition
                    : partition(outcome, partitions) == partition;
            if (ours) {
                return true;
            }
        }
        return false;
    }

    private static boolean real(long number, int partitions) {
        return number >= 0 && OrderIds.partition(number) < partitions;
    }

    /** The order an outcome other than a trade is about. */
    static long orderId(Outcome outcome) {
        if (outcome instanceof Accepted accepted) {
            return accepted.orderId();
        }
        if (outcome instanceof Refused refused) {
            return refused.orderId();
        }
        if (outcome instanceof Canceled canceled) {
            return canceled.orderId();
        }
        if (outcome instanceof Replaced replaced) {
            return replaced.orderId();
        }
        return ((RequestRefused) outcome).orderId();
    }

    /** The request an outcome answers, NONE if it answers none. */
    static long request(Outcome outcome) {
        if (outcome instanceof Canceled canceled) {
            return canceled.request();
        }
        if (outcome instanceof Replaced replaced) {
            return replaced.request();
        }
        return outcome instanceof RequestRefused refused ? refused.request() : OrderIds.NONE;
    }

    private static long offset(long number, int partition) {
        return number >= 0 && OrderIds.partition(number) == partition ? OrderIds.offset(number) : -1;
    }
}
