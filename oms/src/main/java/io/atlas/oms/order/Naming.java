package io.atlas.oms.order;

import io.atlas.domain.OrderIds;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.domain.VenueReport.Traded;

/** Which commands of a partition a venue report names, as orders, requests or its instruction. */
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

    private static long offset(long number, int partition) {
        return number >= 0 && OrderIds.partition(number) == partition ? OrderIds.offset(number) : -1;
    }
}
