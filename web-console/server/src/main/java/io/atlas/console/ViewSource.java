package io.atlas.console;

import io.atlas.console.order.FixOrders;
import io.atlas.console.preview.Depth;
import io.atlas.console.preview.PreviewSource;
import io.atlas.console.view.AccountView;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.OrderView;
import io.atlas.domain.World;
import io.atlas.domain.World.AccountGroup;
import io.atlas.wire.feed.FeedBook;
import java.util.List;

/** The preview's questions, answered by the view and the FIX sessions. */
final class ViewSource implements PreviewSource {
    /** More levels than any order of these instruments' limits could meet. */
    private static final int DEPTH = 1_000;

    private final World world;
    private final ConsoleView view;
    private final FixOrders fix;

    ViewSource(World world, ConsoleView view, FixOrders fix) {
        this.world = world;
        this.view = view;
        this.fix = fix;
    }

    @Override
    public Depth depth(String symbol) {
        FeedBook book = view.bookOrNull(symbol);
        return book == null
                ? Depth.NONE
                : new Depth(book.state() == FeedBook.State.LIVE, levels(book.bids(DEPTH)), levels(book.asks(DEPTH)));
    }

    private static List<Depth.Level> levels(List<FeedBook.Level> levels) {
        return levels.stream()
                .map(level -> new Depth.Level(level.px(), level.qty()))
                .toList();
    }

    @Override
    public Holding holding(String account, String asset) {
        AccountView known = view.balancesOrNull(account);
        if (known == null) {
            return new Holding(0, 0, 0);
        }
        io.atlas.console.view.Holding held = known.holding(asset);
        return new Holding(held.available(), held.reserved(), held.borrowLimit());
    }

    @Override
    public long startAmount(String account) {
        AccountView known = view.balancesOrNull(account);
        return known == null ? 0 : known.startCash();
    }

    /** The group's limit counts all of its accounts. */
    @Override
    public int openOrders(String account) {
        for (AccountGroup group : world.groups()) {
            if (group.accounts().stream().anyMatch(each -> each.name().equals(account))) {
                return group.accounts().stream()
                        .mapToInt(each -> (int) view.orders(each.name()).stream()
                                .filter(OrderView::open)
                                .count())
                        .sum();
            }
        }
        return 0;
    }

    @Override
    public boolean deskUp(String desk) {
        return fix.up(desk);
    }
}
