package io.atlas.console.channel;

import io.atlas.console.view.SymbolMarket;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import java.util.List;

/** {@code book}: one book, grouped, to a depth. */
final class BookStream extends StateStream {
    /** Groupings on offer, in ticks. */
    private static final int[] GROUPS = {1, 10, 50, 100, 500, 1_000, 5_000, 10_000};

    private static final int MOST_LEVELS = 1_000;

    private final SymbolMarket market;
    private final int depth;
    private final long groupPx;
    private long seen = -1;

    BookStream(SymbolMarket market, int depth, long groupPx) {
        super(10, false);
        this.market = market;
        this.depth = depth;
        this.groupPx = groupPx;
        Instrument instrument = market.instrument();
        JsonText groups = new JsonText().object().list("groups");
        for (int ticks : GROUPS) {
            groups.value(FixedPoint.format(instrument.tickPx() * ticks));
        }
        String json = groups.endList().end().toString();
        text("symbol", instrument.symbol());
        field("groups", json.substring(json.indexOf('['), json.length() - 1));
    }

    @Override
    void look(long nowNs) {
        long version = market.bookChanges() + market.trades();
        if (version == seen) {
            return;
        }
        seen = version;
        FeedBook book = market.bookOrNull();
        int levels = groupPx == market.instrument().tickPx() ? depth : MOST_LEVELS;
        List<BookSide.Row> bids = side(book == null ? List.of() : book.bids(levels), Side.BUY);
        List<BookSide.Row> asks = side(book == null ? List.of() : book.asks(levels), Side.SELL);
        text("state", market.state().name());
        text("feedSeq", Long.toString(book == null ? 0 : book.seq()));
        text("bid", Figures.px(market.bidPx()));
        text("ask", Figures.px(market.askPx()));
        text("mid", Figures.px(market.midPx()));
        text("spread", Figures.spread(market));
        text("spreadBp", Figures.spreadBp(market));
        text("last", Figures.px(market.lastPx()));
        text("dir", market.direction().name());
        field("imbalance", Long.toString(imbalance(bids, asks)));
        field("bids", BookSide.json(bids));
        field("asks", BookSide.json(asks));
    }

    private List<BookSide.Row> side(List<FeedBook.Level> levels, Side side) {
        return BookSide.rows(levels, side, market.instrument(), depth, groupPx);
    }

    /** Percent of the real quantity shown that is bid; 50 where there is none. */
    private static long imbalance(List<BookSide.Row> bids, List<BookSide.Row> asks) {
        double bid = BookSide.realQty(bids);
        double ask = BookSide.realQty(asks);
        return bid + ask == 0 ? 50 : Math.round(100 * bid / (bid + ask));
    }
}
