package io.atlas.gateway.risk;

import io.atlas.domain.MarketView;
import io.atlas.wire.market.BookUpdate;
import java.util.HashMap;
import java.util.Map;

/** The top of each book as the venue's stream last told it, and how old that is. A price is fresh or there is none. */
public final class Touch {
    private record Seen(MarketView view, long atNs) {}

    private final long freshForNs;
    private final Map<String, Seen> books = new HashMap<>();

    /** @param freshForNs a touch older than this is no longer one; the venue sends a heartbeat each second */
    public Touch(long freshForNs) {
        this.freshForNs = freshForNs;
    }

    public void onUpdate(BookUpdate update, long nowNs) {
        onView(update.symbol(), new MarketView(update.bidPx(), update.askPx(), update.bookSeq()), nowNs);
    }

    /** As above, of a touch alone; null if there is none. */
    public void onView(String symbol, MarketView viewOrNull, long nowNs) {
        books.put(symbol, new Seen(viewOrNull, nowNs));
    }

    /** The touch, or null if none is fresh. */
    public MarketView freshOrNull(String symbol, long nowNs) {
        Seen seen = books.get(symbol);
        return seen != null && nowNs - seen.atNs() <= freshForNs ? seen.view() : null;
    }
}
