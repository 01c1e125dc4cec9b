package io.atlas.console.view;

import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import io.atlas.wire.log.Stamps;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long orders take, hop by hop, from the stamps of {@code orders.events}: the event that opens an order has the times up to
 * the OMS, the one of its first report those from the venue on. Records of history are not counted.
 *
 * <pre>
 *   1 wire in ─gateway─▶ 2 decided ─kafka─▶ 3 OMS ─oms─▶ 4 venue ─venue─▶ 5 OMS reads the report ─push─▶ frame queued
 * </pre>
 */
final class LatencyFold {
    /** Orders opened whose first report has not come; more than that at once are not measured. */
    private static final int MOST_OPENED = 4_096;

    private record Opened(long wireInNs, long omsInNs) {}

    private final Map<Long, Opened> opened = new LinkedHashMap<>();
    private final Samples gateway = new Samples();
    private final Samples kafka = new Samples();
    private final Samples oms = new Samples();
    private final Samples venue = new Samples();
    private final Samples push = new Samples();
    private final Samples endToEnd = new Samples();
    private long version;

    /** @param nowNs the step in which the page is told */
    void apply(OrdersChanged event, byte[] stamps, long nowNs) {
        if (stamps == null) {
            return;
        }
        for (OrderChange change : event.changes()) {
            long orderId = change.order().orderId();
            if (change.kind() == OrderChange.Kind.OPENED) {
                opened(orderId, stamps);
            } else {
                Opened first = opened.remove(orderId);
                if (first != null) {
                    reported(first, stamps, nowNs);
                }
            }
        }
    }

    private void opened(long orderId, byte[] stamps) {
        long wireIn = Stamps.time(stamps, Stamps.WIRE_IN);
        long decided = Stamps.time(stamps, Stamps.DECIDED);
        long omsIn = Stamps.time(stamps, Stamps.OMS_IN);
        if (wireIn == 0 || decided == 0 || omsIn == 0 || opened.size() >= MOST_OPENED) {
            return;
        }
        gateway.add(decided - wireIn);
        kafka.add(omsIn - decided);
        opened.put(orderId, new Opened(wireIn, omsIn));
        version++;
    }

    private void reported(Opened first, byte[] stamps, long nowNs) {
        long venueIn = Stamps.time(stamps, Stamps.VENUE_IN);
        long reportIn = Stamps.time(stamps, Stamps.REPORT_IN);
        if (venueIn == 0 || reportIn == 0) {
            return;
        }
        oms.add(venueIn - first.omsInNs());
        venue.add(reportIn - venueIn);
        push.add(nowNs - reportIn);
        endToEnd.add(nowNs - first.wireInNs());
        version++;
    }

    /** Rises with each change. */
    long version() {
        return version;
    }

    /** Medians of the hops and two percentiles of the whole, in milliseconds; NaN where nothing has been measured. */
    LatencyView view() {
        return new LatencyView(
                gateway.percentileMs(50),
                kafka.percentileMs(50),
                oms.percentileMs(50),
                venue.percentileMs(50),
                push.percentileMs(50),
                endToEnd.percentileMs(50),
                endToEnd.percentileMs(99));
    }
}
