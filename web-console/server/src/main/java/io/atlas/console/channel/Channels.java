package io.atlas.console.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.atlas.console.client.ErrorCode;
import io.atlas.console.client.User;
import io.atlas.console.view.Alarm;
import io.atlas.console.view.BarSize;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.Fill;
import io.atlas.console.view.FixRecord;
import io.atlas.console.view.OrderView;
import io.atlas.console.view.SymbolMarket;
import io.atlas.console.view.ViewListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * All streams that somebody has subscribed. State streams end with their last page; event streams stay, so that a page that
 * comes back finds what it missed: there is one per account or set of sessions, never more.
 */
public final class Channels {
    private static final int ORDERS_SHOWN = 500;
    private static final int FIX_SHOWN = 300;

    private final ConsoleView view;
    private final Map<String, Stream> streams = new HashMap<>();
    private final Map<String, Integer> pages = new HashMap<>();
    private final Map<String, EventStream> orders = new HashMap<>();
    private final Map<String, EventStream> fills = new HashMap<>();
    private final Map<Set<String>, EventStream> fix = new LinkedHashMap<>();
    private final List<EventStream> events = new ArrayList<>();
    private final EventStream alarms;

    /** Listens to the view from here on. */
    public Channels(ConsoleView view) {
        this.view = view;
        this.alarms = event(() -> join(view.alarms(), Rows::alarm));
        view.listener(new Events());
    }

    /** A stream as a page holds it; give it back when done. */
    public record Held(String key, Stream stream) {}

    /**
     * The stream of a channel with its arguments.
     *
     * @throws Refusal if there is no such channel or symbol, an argument is wrong, or the user may not see it
     */
    public Held open(User user, String channel, JsonNode args) throws Refusal {
        Args in = new Args(args, user, view);
        return switch (channel) {
            case "instruments" -> hold(channel, () -> SystemStreams.instruments(view));
            case "top" -> hold(channel, () -> new TopStream(view));
            case "latency" -> hold(channel, () -> SystemStreams.latency(view));
            case "health" -> hold(channel, () -> SystemStreams.health(view));
            case "alarms" -> hold(channel, () -> alarms);
            case "book" -> book(in);
            case "tape" -> tape(in, user);
            case "bars" -> bars(in);
            case "tiles" -> tiles(in);
            case "balances" -> balances(in);
            case "orders" -> orders(in);
            case "fills" -> fills(in);
            case "sessions" -> sessions(user);
            case "fix" -> fix(user);
            default ->
                throw new Refusal(ErrorCode.UNKNOWN_CHANNEL, "ch: '" + shortened(channel) + "' (no such channel)");
        };
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private Held book(Args in) throws Refusal {
        SymbolMarket market = in.market();
        int depth = in.depth();
        long group = in.groupPx(market.instrument());
        return hold(
                "book/" + market.instrument().symbol() + '/' + depth + '/' + group,
                () -> new BookStream(market, depth, group));
    }

    private Held tape(Args in, User user) throws Refusal {
        SymbolMarket market = in.market();
        Set<String> accounts = new TreeSet<>(user.accounts());
        return hold("tape/" + market.instrument().symbol() + '/' + accounts, () -> new TapeStream(market, accounts));
    }

    private Held bars(Args in) throws Refusal {
        SymbolMarket market = in.market();
        BarSize size = in.barSize();
        return hold("bars/" + market.instrument().symbol() + '/' + size, () -> new BarsStream(market, size));
    }

    private Held tiles(Args in) throws Refusal {
        SymbolMarket market = in.market();
        return hold("tiles/" + market.instrument().symbol(), () -> new TilesStream(market));
    }

    private Held balances(Args in) throws Refusal {
        String account = in.account();
        return hold("balances/" + account, () -> new BalancesStream(view, account));
    }

    private Held orders(Args in) throws Refusal {
        String account = in.account();
        return hold(
                "orders/" + account,
                () -> orders.computeIfAbsent(
                        account, name -> event(() -> join(shown(view.orders(name)), Rows::order))));
    }

    /** The last ones, and all that are open. */
    private static List<OrderView> shown(List<OrderView> all) {
        int old = Math.max(0, all.size() - ORDERS_SHOWN);
        List<OrderView> shown = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i >= old || all.get(i).open()) {
                shown.add(all.get(i));
            }
        }
        return shown;
    }

    private Held fills(Args in) throws Refusal {
        String account = in.account();
        return hold(
                "fills/" + account,
                () -> fills.computeIfAbsent(account, name -> event(() -> join(view.fills(name), Rows::fill))));
    }

    private Held sessions(User user) {
        Set<String> visible = new TreeSet<>(user.sessions());
        return hold("sessions/" + visible, () -> SystemStreams.sessions(view, visible));
    }

    private Held fix(User user) {
        Set<String> visible = new TreeSet<>(user.sessions());
        return hold(
                "fix/" + visible,
                () -> fix.computeIfAbsent(
                        visible,
                        of -> event(() -> join(
                                view.fixMessages(of, FIX_SHOWN), message -> Rows.fix(message, view.dictionary())))));
    }

    private EventStream event(Supplier<String> items) {
        EventStream stream = new EventStream(items);
        events.add(stream);
        return stream;
    }

    private static <T> String join(List<T> items, Function<T, String> json) {
        return items.stream().map(json).collect(Collectors.joining(","));
    }

    private Held hold(String key, Supplier<Stream> made) {
        pages.merge(key, 1, Integer::sum);
        return new Held(key, streams.computeIfAbsent(key, name -> made.get()));
    }

    /** The page needs the stream no more. */
    public void release(Held held) {
        if (pages.merge(held.key(), -1, Integer::sum) == 0) {
            pages.remove(held.key());
            streams.remove(held.key());
        }
    }

    /** Ends the step of the event streams; returns whether any page may have something to be told. */
    public boolean flush() {
        boolean any = false;
        for (EventStream stream : events) {
            any |= stream.flush();
        }
        return any;
    }

    /** Into the streams that somebody has asked for. */
    private final class Events implements ViewListener {
        @Override
        public void onOrder(OrderView order) {
            EventStream stream = orders.get(order.account());
            if (stream != null) {
                stream.add(Rows.order(order));
            }
        }

        @Override
        public void onFill(Fill fill) {
            EventStream stream = fills.get(fill.account());
            if (stream != null) {
                stream.add(Rows.fill(fill));
            }
        }

        @Override
        public void onFix(FixRecord message) {
            String json = null;
            for (Map.Entry<Set<String>, EventStream> scope : fix.entrySet()) {
                if (scope.getKey().contains(message.session())) {
                    json = json == null ? Rows.fix(message, view.dictionary()) : json;
                    scope.getValue().add(json);
                }
            }
        }

        @Override
        public void onAlarm(Alarm alarm) {
            alarms.add(Rows.alarm(alarm));
        }
    }
}
