package io.atlas.console.view;

import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Quarantine;
import java.util.ArrayList;
import java.util.List;

/** What to tell people of an event that set something aside. */
final class Quarantines {
    private Quarantines() {}

    /** One text for each thing set aside, in the order of the event. */
    static List<String> texts(OrdersChanged event) {
        List<String> texts = new ArrayList<>();
        for (OrderChange change : event.changes()) {
            if (change.kind() == OrderChange.Kind.QUARANTINED) {
                texts.add(change.quarantine() == null ? old(change) : text(change.quarantine()));
            }
        }
        event.strays().forEach(stray -> texts.add(text(stray)));
        return texts;
    }

    private static String text(Quarantine quarantine) {
        return "The venue reported the impossible (" + quarantine.why() + "): " + quarantine.text()
                + (quarantine.trade() == null ? "; set aside" : "; set aside, its trade posts to SUSPENSE");
    }

    /** Of a log from before the reason was written down. */
    private static String old(OrderChange change) {
        return "The venue reported the impossible for order "
                + OrderIds.text(change.order().orderId()) + "; a trade of it posts to SUSPENSE";
    }
}
