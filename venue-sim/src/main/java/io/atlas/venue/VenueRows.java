package io.atlas.venue;

import io.atlas.domain.Side;
import io.atlas.venue.core.VenueImage;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.RowWriter;
import io.atlas.wire.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** A {@link VenueImage} as rows of a snapshot, there and back. Source: {@code wire/doc/snapshots.md}. */
final class VenueRows implements Snapshot.Rows {
    /** Raise it when the rows change, or what the venue makes of an input. */
    static final int VERSION = 1;

    private static final String VENUE = "venue";
    private static final String PROGRESS = "progress";
    private static final String LISTING = "listing";
    private static final String ORDER = "order";
    private static final long NO_MARKET = -1;

    private final List<Long> lastApplied = new ArrayList<>();
    private final List<VenueImage.Symbol> listings = new ArrayList<>();
    private VenueImage venue;
    private VenueImage.Symbol listing;
    private List<VenueImage.Resting> orders = new ArrayList<>();

    static RowSource of(VenueImage image) {
        List<RowSource> parts = new ArrayList<>();
        parts.add(RowSource.of(List.of(image), VenueRows::venue));
        parts.add(RowSource.of(image.lastApplied(), (out, offset) -> out.start(PROGRESS)
                .number("lastApplied", offset)
                .end()));
        for (VenueImage.Symbol symbol : image.listings()) {
            parts.add(RowSource.of(List.of(symbol), VenueRows::listing));
            parts.add(RowSource.of(symbol.orders(), VenueRows::order));
        }
        return RowSource.all(parts.toArray(RowSource[]::new));
    }

    private static void venue(RowWriter out, VenueImage image) {
        out.start(VENUE)
                .number("input", image.input())
                .number("tick", image.tick())
                .number("epochs", image.epochs())
                .end();
    }

    private static void listing(RowWriter out, VenueImage.Symbol listing) {
        VenueImage.Walk market = listing.market();
        out.start(LISTING)
                .text("symbol", listing.symbol())
                .number("marketTick", market == null ? NO_MARKET : market.tick())
                .number("fairTicks", market == null ? 0 : market.fairTicks())
                .end();
    }

    private static void order(RowWriter out, VenueImage.Resting order) {
        out.start(ORDER)
                .number("id", order.id())
                .textIfAny("group", order.group())
                .word("side", order.side())
                .decimal("px", order.px())
                .decimal("cumQty", order.cumQty())
                .decimal("leavesQty", order.leavesQty())
                .end();
    }

    @Override
    public void onRow(RowReader in) {
        switch (in.kind()) {
            case VENUE ->
                venue = new VenueImage(
                        in.number("input"), in.number("tick"), in.number("epochs"), List.of(), List.of());
            case PROGRESS -> lastApplied.add(in.number("lastApplied"));
            case LISTING -> {
                endListing();
                String symbol = in.text("symbol");
                long tick = in.number("marketTick");
                long fairTicks = in.number("fairTicks");
                VenueImage.Walk market = tick == NO_MARKET ? null : new VenueImage.Walk(tick, fairTicks);
                listing = new VenueImage.Symbol(symbol, market, List.of());
            }
            case ORDER ->
                orders.add(new VenueImage.Resting(
                        in.number("id"),
                        in.textOrNull("group"),
                        in.word("side", Side.class),
                        in.decimal("px"),
                        in.decimal("cumQty"),
                        in.decimal("leavesQty")));
            default -> throw new IllegalStateException("row " + in.kind() + " (expected: one of a venue)");
        }
    }

    private void endListing() {
        if (listing != null) {
            listings.add(new VenueImage.Symbol(listing.symbol(), listing.market(), orders));
        }
        orders = new ArrayList<>();
    }

    /** The image, when all rows have been read. */
    VenueImage image() {
        endListing();
        if (venue == null) {
            throw new IllegalStateException("rows of a venue without " + VENUE);
        }
        return new VenueImage(venue.input(), venue.tick(), venue.epochs(), lastApplied, listings);
    }
}
