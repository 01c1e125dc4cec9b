package io.atlas.domain;

import java.util.List;

/** The postings one input of the fold caused; per asset they sum to zero. None: NOOP in the log. */
public record LedgerEntry(List<Posting> postings) implements LedgerRecord {
    public LedgerEntry {
        postings = List.copyOf(postings);
    }

    /**
     * A change of one balance, and the balance after it. Moving funds from available to reserved is one posting whose two
     * parts cancel.
     */
    public record Posting(
            String account,
            String asset,
            long availableAmount,
            long reservedAmount,
            long availableAfter,
            long reservedAfter) {}
}
