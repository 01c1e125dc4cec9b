package io.atlas.wire.json;

import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.LedgerRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.util.List;

/** The records of {@code ledger.entries}. Source: {@code wire/doc/ledger-entries.md}. */
public final class LedgerCodec extends JsonCodec<LedgerRecord> {
    private static final String POSTINGS = "POSTINGS";

    public LedgerCodec() {
        super(Topics.LEDGER);
    }

    @Override
    LedgerRecord body(EpochStart start) {
        return start;
    }

    @Override
    String type(LedgerRecord body) {
        return ((LedgerEntry) body).postings().isEmpty() ? NOOP : POSTINGS;
    }

    @Override
    void write(FieldWriter out, LedgerRecord body) throws IOException {
        LedgerEntry entry = (LedgerEntry) body;
        if (entry.postings().isEmpty()) {
            return;
        }
        out.startList("postings");
        for (Posting posting : entry.postings()) {
            out.startElement();
            out.text("account", posting.account());
            out.text("asset", posting.asset());
            out.decimal("availableAmount", posting.availableAmount());
            out.decimal("reservedAmount", posting.reservedAmount());
            out.decimal("availableAfter", posting.availableAfter());
            out.decimal("reservedAfter", posting.reservedAfter());
            out.endObject();
        }
        out.endList();
    }

    @Override
    LedgerRecord readOrNull(String type, Fields in) {
        switch (type) {
            case NOOP:
                return new LedgerEntry(List.of());
            case POSTINGS:
                return new LedgerEntry(in.objects("postings", LedgerCodec::posting));
            default:
                return null;
        }
    }

    private static Posting posting(Fields in) {
        return new Posting(
                in.text("account"),
                in.text("asset"),
                in.decimal("availableAmount"),
                in.decimal("reservedAmount"),
                in.decimal("availableAfter"),
                in.decimal("reservedAfter"));
    }
}
