package io.atlas.domain;

import java.util.List;
import java.util.Map;

/**
 * The configuration every service agrees on; EPOCH_START carries it, so the log explains itself.
 *
 * @param name names the world in prompts and reports
 */
public record World(String name, List<Instrument> instruments, List<AccountGroup> groups, Market market) {
    public World {
        instruments = List.copyOf(instruments);
        groups = List.copyOf(groups);
    }

    /**
     * Accounts that share ClOrdIDs, limits and a partition.
     *
     * @param maxOpenOrders most orders open at once
     */
    public record AccountGroup(String name, List<Account> accounts, int maxOpenOrders) {
        public AccountGroup {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * An account.
     *
     * @param borrow how far available may go below zero, per asset
     */
    public record Account(String name, List<OpeningDeposit> deposits, Map<String, Long> borrow) {
        public Account {
            deposits = List.copyOf(deposits);
            borrow = Map.copyOf(borrow);
        }
    }

    /** Money an account starts with; the id makes it happen once. */
    public record OpeningDeposit(String id, String asset, long amount) {}

    /**
     * The venue's market model.
     *
     * @param seed of everything random in it
     * @param tickMs wall-clock time between two ticks
     */
    public record Market(long seed, int tickMs, List<SymbolModel> symbols) {
        public Market {
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * How one symbol moves.
     *
     * @param stepTicks most price ticks the fair price moves in one step
     * @param halfSpreadTicks from the fair price to the house's best quotes
     * @param levels quotes of the house ladder per side
     * @param levelGapTicks between two quotes
     * @param levelQty greatest quantity of a quote
     * @param takersPerMille chance of a noise taker at a tick, in thousandths
     */
    public record SymbolModel(
            String symbol,
            int stepTicks,
            int halfSpreadTicks,
            int levels,
            int levelGapTicks,
            long levelQty,
            int takersPerMille) {}

    /**
     * The instrument of that symbol, or null.
     */
    public Instrument instrumentOrNull(String symbol) {
        for (Instrument instrument : instruments) {
            if (instrument.symbol().equals(symbol)) {
                return instrument;
            }
        }
        return null;
    }
}
