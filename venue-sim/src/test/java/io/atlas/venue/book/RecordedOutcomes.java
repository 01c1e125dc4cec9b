package io.atlas.venue.book;

import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import java.util.ArrayList;
import java.util.List;

/** Writes outcomes down in words. */
final class RecordedOutcomes implements BookListener {
    private final List<String> lines = new ArrayList<>();

    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void onAccepted(long orderId) {
        lines.add("accepted " + orderId);
    }

    @Override
    public void onRefused(long orderId, Reason reason) {
        lines.add("refused " + orderId + " " + reason);
    }

    @Override
    public void onTraded(long px, long qty, long buyOrderId, long sellOrderId, Side aggressor) {
        String arrow = aggressor == Side.BUY ? " takes from " : " gets from ";
        lines.add(buyOrderId + arrow + sellOrderId + " " + qty + " @ " + px);
    }

    @Override
    public void onCanceled(long orderId, long request, Reason reason) {
        lines.add("canceled " + orderId + " " + reason + (request == OrderIds.NONE ? "" : " by " + request));
    }

    @Override
    public void onReplaced(long orderId, long request, long qty, long px) {
        lines.add("replaced " + orderId + " " + qty + " @ " + px + " by " + request);
    }
}
