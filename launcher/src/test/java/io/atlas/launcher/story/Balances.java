package io.atlas.launcher.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.atlas.wire.log.Topics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code ledger.entries} says about money: the balances after its last record, and the sums of its postings. */
final class Balances {
    /** Trailing zeros count for nothing here. */
    record Balance(BigDecimal available, BigDecimal reserved) {
        static final Balance NONE = of("0", "0");

        static Balance of(String available, String reserved) {
            return new Balance(plain(new BigDecimal(available)), plain(new BigDecimal(reserved)));
        }

        private static BigDecimal plain(BigDecimal value) {
            return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        @Override
        public String toString() {
            return "available " + available.toPlainString() + ", reserved " + reserved.toPlainString();
        }
    }

    private final List<JsonNode> entries = new ArrayList<>();
    private final Map<String, Balance> last = new HashMap<>();

    private Balances() {}

    static Balances read(PlainLog log) {
        Balances balances = new Balances();
        for (PlainLog.Row row : log.rows(Topics.LEDGER)) {
            if (row.type().equals("POSTINGS")) {
                balances.add(row.partition(), row.json().get("postings"));
            }
        }
        return balances;
    }

    private void add(int partition, JsonNode postings) {
        entries.add(postings);
        for (JsonNode posting : postings) {
            String account = text(posting, "account") + ' ' + text(posting, "asset");
            Balance after = Balance.of(text(posting, "availableAfter"), text(posting, "reservedAfter"));
            last.put(account, after);
            last.put(partition + " " + account, after);
        }
    }

    private static String text(JsonNode posting, String field) {
        return posting.get(field).asText();
    }

    /** Of a client's account, which lives in one partition. */
    Balance of(String account, String asset) {
        return last.getOrDefault(account + ' ' + asset, Balance.NONE);
    }

    /** What all entries that touch one of these accounts posted to CLEARING, together. */
    BigDecimal clearingBeside(List<String> accounts, String asset) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode postings : entries) {
            boolean touched = false;
            BigDecimal cleared = BigDecimal.ZERO;
            for (JsonNode posting : postings) {
                touched |= accounts.contains(text(posting, "account"));
                if (text(posting, "account").equals("CLEARING")
                        && text(posting, "asset").equals(asset)) {
                    cleared = cleared.add(new BigDecimal(text(posting, "availableAmount")));
                }
            }
            sum = touched ? sum.add(cleared) : sum;
        }
        return sum;
    }

    /** The first entry whose postings of one asset do not sum to zero, or null. */
    String unbalancedOrNull() {
        for (JsonNode postings : entries) {
            Map<String, BigDecimal> sums = new HashMap<>();
            for (JsonNode posting : postings) {
                BigDecimal moved = new BigDecimal(text(posting, "availableAmount"))
                        .add(new BigDecimal(text(posting, "reservedAmount")));
                sums.merge(text(posting, "asset"), moved, BigDecimal::add);
            }
            if (sums.values().stream().anyMatch(sum -> sum.signum() != 0)) {
                return postings.toString();
            }
        }
        return null;
    }
}
