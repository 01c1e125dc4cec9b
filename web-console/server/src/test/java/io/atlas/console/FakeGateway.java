package io.atlas.console;

import io.atlas.console.order.FixAnswer;
import io.atlas.console.order.FixOrders;
import io.atlas.console.preview.Terms;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Origin;
import io.atlas.domain.Side;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Stands where the desk's FIX session is: notes what is sent, and writes a gateway's records if told to. Thread: the agent's. */
final class FakeGateway implements FixOrders {
    /** What was sent: {@code D key symbol side qty px}, {@code F key of order}, {@code G key of order qty px}, {@code H key}. */
    final List<String> sent = new CopyOnWriteArrayList<>();

    final ConcurrentLinkedQueue<FixAnswer> answers = new ConcurrentLinkedQueue<>();
    volatile boolean up = true;
    /** Whether a new order is recorded at once. */
    volatile boolean recording = true;

    private final CommandLog log;
    private final int partition;
    private long ledgerSeq;
    private long seq;

    FakeGateway(InMemoryLog store, int partition) {
        this.log = store.client("gateway");
        this.partition = partition;
        append(Topics.COMMANDS, new CommandCodec().encode(-1, 0, null, 1, new EpochStart("test", -1, "{}")));
        append(Topics.LEDGER, new LedgerCodec().encode(-1, 0, null, 1, new EpochStart("test", -1, "{}")));
    }

    private void append(String topic, byte[] value) {
        log.append(topic, partition, null, value, null, CommandLog.Outcome.IGNORED);
        log.poll();
    }

    /** The gateway's ledger tells of a balance. */
    void balance(String account, String asset, String available, String reserved) {
        LedgerRecord entry = new LedgerEntry(List.of(new LedgerEntry.Posting(
                account, asset, 0, 0, FixedPoint.parse(available), FixedPoint.parse(reserved))));
        append(Topics.LEDGER, new LedgerCodec().encode(0, ++ledgerSeq, null, 1, entry));
    }

    /** An opening deposit of quote asset, as recorded and as posted. */
    void deposit(String account, String asset, String amount) {
        Command deposit = new Deposit(account + '-' + asset, account, asset, FixedPoint.parse(amount), -1);
        append(Topics.COMMANDS, new CommandCodec().encode(0, ++seq, null, 1, deposit));
        balance(account, asset, amount, "0");
    }

    /** The gateway records the order. */
    void record(String clOrdId, Terms terms) {
        Command order = new NewOrder(
                new Origin("DESK", 1, clOrdId, terms.account(), "0"),
                terms.symbol(),
                terms.side(),
                terms.ordType(),
                terms.tif(),
                terms.qty(),
                terms.px(),
                1,
                new MarketView(1, 2, 1),
                false,
                -1);
        append(Topics.COMMANDS, new CommandCodec().encode(0, ++seq, null, 1, order));
    }

    @Override
    public boolean up(String desk) {
        return up;
    }

    private boolean note(String what) {
        if (up) {
            sent.add(what);
        }
        return up;
    }

    @Override
    public boolean newOrder(String desk, String clOrdId, Terms terms, long nowNs) {
        boolean left = note("D " + clOrdId + ' ' + terms.symbol() + ' ' + terms.side() + ' '
                + FixedPoint.format(terms.qty()) + ' ' + FixedPoint.format(terms.px()));
        if (left && recording) {
            record(clOrdId, terms);
        }
        return left;
    }

    @Override
    public boolean cancel(String desk, String clOrdId, Target target, long nowNs) {
        return note("F " + target.origClOrdId() + ' ' + OrderIds.text(target.orderId()));
    }

    @Override
    public boolean replace(String desk, String clOrdId, Target target, Terms terms, long nowNs) {
        return note("G " + target.origClOrdId() + ' ' + FixedPoint.format(terms.qty()) + ' '
                + FixedPoint.format(terms.px()));
    }

    @Override
    public boolean askStatus(String desk, String clOrdId, String symbol, Side side) {
        return note("H " + clOrdId);
    }

    @Override
    public int poll(Consumer<FixAnswer> handler) {
        int taken = 0;
        FixAnswer answer;
        while ((answer = answers.poll()) != null) {
            handler.accept(answer);
            taken++;
        }
        return taken;
    }
}
