package io.atlas.launcher.soak;

import io.atlas.domain.Instrument;
import io.atlas.domain.Order;
import io.atlas.domain.OrderIds;
import io.atlas.launcher.soak.History.Outcome;
import io.atlas.launcher.soak.LogStory.Money;
import io.atlas.venue.book.RestingOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every difference between what the clients hold and the log, and within the log. Thread: the caller's. */
final class Comparison {
    private final LogStory log;
    private final List<History> histories;
    private final List<String> differences = new ArrayList<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private long receipts;

    private Comparison(LogStory log, List<History> histories) {
        this.log = log;
        this.histories = histories;
    }

    static Comparison of(LogStory log, List<History> histories) {
        Comparison comparison = new Comparison(log, histories);
        comparison.differences.addAll(log.problems);
        histories.forEach(comparison::client);
        comparison.money();
        comparison.book();
        return comparison;
    }

    private void client(History client) {
        differences.addAll(client.problems());
        Map<String, String> wanted = log.receipts.getOrDefault(client.session, Map.of());
        wanted.forEach((key, content) -> {
            String held = client.receipts().get(key);
            if (held == null) {
                differ("%s never got %s: %s", client.session, key, content);
            } else if (!held.equals(content)) {
                differ("%s: %s says %s (the log: %s)", client.session, key, held, content);
            }
        });
        client.receipts().forEach((key, content) -> {
            receipts++;
            if (!wanted.containsKey(key)) {
                differ("%s holds %s, which the log does not know: %s", client.session, key, content);
            }
        });
        Map<String, List<String>> decisions = log.decisions.getOrDefault(client.session, Map.of());
        client.outcomes().forEach((clOrdId, outcome) -> {
            outcomes.merge(outcome, 1, Integer::sum);
            decision(client.session, clOrdId, outcome, decisions.getOrDefault(clOrdId, List.of()));
        });
        decisions.forEach((clOrdId, records) -> {
            if (!client.outcomes().containsKey(clOrdId)) {
                differ("%s never sent %s, and the log has %s", client.session, clOrdId, records);
            }
        });
    }

    /** Each request has exactly one decision, and the log has the one the client holds. */
    private void decision(String session, String clOrdId, Outcome outcome, List<String> records) {
        boolean accepted = records.size() == 1 && !records.get(0).equals("REJECTED");
        boolean refused = records.size() == 1 && records.get(0).equals("REJECTED");
        // An accepted cancel or replace is refused by an event, not by a record of its own.
        boolean change = accepted && !records.get(0).equals("NEW_ORDER");
        boolean fits =
                switch (outcome) {
                    case ACCEPTED -> accepted;
                    case REFUSED -> refused || change;
                    case NOT_PROCESSED -> records.isEmpty();
                    case UNKNOWN -> records.isEmpty() || refused;
                    case GIVEN_UP -> records.size() <= 1;
                    case UNDECIDED -> false;
                };
        if (!fits) {
            differ("%s: %s is %s, and the log has %s", session, clOrdId, outcome, records);
        }
    }

    /** I1 over the last balances, I2 for every account. */
    private void money() {
        Map<String, Long> sums = new TreeMap<>();
        Map<String, Long> reserved = new TreeMap<>();
        log.balances.forEach((key, money) -> {
            String[] parts = key.split(" ");
            sums.merge(parts[0] + ' ' + parts[2], Math.addExact(money.available(), money.reserved()), Math::addExact);
            if (money.reserved() != 0) {
                reserved.merge(parts[1] + ' ' + parts[2], money.reserved(), Math::addExact);
            }
        });
        sums.forEach((place, sum) -> {
            if (sum != 0) {
                differ("I1: partition and asset %s sum to %d (expected: 0)", place, sum);
            }
        });
        Map<String, Long> needed = needed();
        if (!needed.equals(reserved)) {
            differ("I2: reserved %s (open orders need: %s)", reserved, needed);
        }
        log.balances.forEach((key, money) -> requireNotBelowZero(key, money));
    }

    private void requireNotBelowZero(String key, Money money) {
        boolean client = histories.stream().anyMatch(history -> key.contains(SoakProfile.account(history.session)));
        if (client && (money.available() < 0 || money.reserved() < 0)) {
            differ("I3: %s has %s", key, money);
        }
    }

    private Map<String, Long> needed() {
        Map<String, Instrument> instruments =
                log.world().instruments().stream().collect(Collectors.toMap(Instrument::symbol, each -> each));
        Map<String, Long> needed = new TreeMap<>();
        for (Order order : log.orders.values()) {
            Instrument instrument = instruments.get(order.symbol());
            long need = order.need(instrument);
            if (need != 0) {
                needed.merge(order.account() + ' ' + instrument.reservedAsset(order.side()), need, Math::addExact);
            }
        }
        return needed;
    }

    /** I12: what rests at the venue is what is open here. */
    private void book() {
        Map<Long, RestingOrder> left = new HashMap<>(log.resting);
        for (Order order : log.orders.values()) {
            if (!order.open()) {
                continue;
            }
            RestingOrder rests = left.remove(order.orderId());
            if (rests == null) {
                differ(
                        "order %s is open (%s) and does not rest at the venue",
                        OrderIds.text(order.orderId()), order.state());
            } else if (rests.leavesQty() != order.leavesQty() || rests.px() != order.px()) {
                differ("order %s rests as %s (open: %s)", OrderIds.text(order.orderId()), rests, order);
            }
        }
        left.values().forEach(order -> differ("the venue's book has %s, which is not open", order));
    }

    private void differ(String format, Object... args) {
        differences.add(String.format(format, args));
    }

    List<String> differences() {
        return differences;
    }

    Map<Outcome, Integer> outcomes() {
        return outcomes;
    }

    long receipts() {
        return receipts;
    }
}
