package io.atlas.gateway.order;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.risk.Touch;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.Entry;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One partition's decisions with the log in the test's hand: proposals are kept until the test reads them back or loses them. */
final class GatewayDesk implements Proposals, ClientSessions {
    static final long NOW = 1_800_000_000_000_000_000L;
    static final World WORLD = new WorldBuilder("desk")
            .instrument("BTC-USD", "0.01", "0.00001", "50000")
            .group("ALFA", 3)
            .account("ALFA-1")
            .group("BETA", 3)
            .account("BETA-1")
            .account("BETA-2")
            .build();

    final Touch touch = new Touch(3_000_000_000L);
    final Deque<Command> proposed = new ArrayDeque<>();
    final List<Report> sent = new ArrayList<>();
    final List<String> sentTo = new ArrayList<>();
    final List<Long> decided = new ArrayList<>();
    boolean ready = true;
    final OrderPartition orders;
    private long offset = 100;
    private long eventOffset = -1;
    private long msgSeqNum;

    GatewayDesk() {
        Groups groups = new Groups(WORLD, Map.of("ALFA", "ALFA", "ALFA2", "ALFA", "BETA", "BETA"));
        orders = new OrderPartition(0, WORLD, new Ledger(WORLD), groups, touch, this, this);
        market("49999", "50001", NOW);
        fund("ALFA-1", "USD", "100000");
        fund("ALFA-1", "BTC", "1");
        orders.onLive(NOW);
    }

    void market(String bid, String ask, long atNs) {
        BookUpdate update = BookUpdate.heartbeat("BTC-USD", 1, 0, px(bid), px(ask));
        touch.onUpdate(update, atNs);
    }

    private void fund(String account, String asset, String amount) {
        orders.onHistory(entry(new Deposit("d-" + account + asset, account, asset, px(amount), -1)));
    }

    Arrival arrival() {
        return new Arrival("ALFA", ++msgSeqNum, NOW, false, false, 0);
    }

    /** The same number once more, as a resent message has it. */
    static Arrival again(Arrival first) {
        return new Arrival(first.session(), first.msgSeqNum(), NOW, true, false, NOW);
    }

    static NewOrderSingle order(Arrival arrival, String id, char side, String qty, String px) {
        return new NewOrderSingle(arrival, id, null, "BTC-USD", side, '2', '0', qty, px, null, false);
    }

    NewOrderSingle buy(String id, String qty, String px) {
        return order(arrival(), id, '1', qty, px);
    }

    CancelRequest cancel(String id, String orig) {
        return new CancelRequest(arrival(), id, orig, null, null, "BTC-USD", '1', "1");
    }

    ReplaceRequest replace(String id, String orig, String qty, String px) {
        return new ReplaceRequest(arrival(), id, orig, null, null, "BTC-USD", '1', '2', (char) 0, qty, px, null);
    }

    StatusRequest status(String id) {
        return new StatusRequest(arrival(), id, null, "BTC-USD", '1', "s-1");
    }

    void asks(ClientRequest request) {
        orders.onRequest(request, NOW);
    }

    /** Asks, and the log takes it. */
    Command asksAndIsRecorded(ClientRequest request) {
        asks(request);
        return readBack();
    }

    /** The oldest proposal comes back from the log. */
    Command readBack() {
        Command command = proposed.removeFirst();
        orders.onConfirmed(entry(command), NOW);
        return command;
    }

    /** The log lost everything proposed; a new epoch begins. */
    void loseProposals() {
        List<Command> lost = new ArrayList<>(proposed);
        proposed.clear();
        orders.onOwned(lost, NOW);
    }

    void event(OrderChange... changes) {
        eventOffset++;
        orders.onEvent(new Entry<>(eventOffset, 0, 1, null, NOW, new OrdersChanged(offset, List.of(changes)), null));
    }

    private Entry<Command> entry(Command command) {
        offset++;
        return new Entry<>(offset, 0, 1, null, NOW, command, null);
    }

    long lastOffset() {
        return offset;
    }

    String usd() {
        Ledger overlay = orders.overlay();
        return FixedPoint.format(overlay.available("ALFA-1", "USD")) + " / "
                + FixedPoint.format(overlay.reserved("ALFA-1", "USD"));
    }

    Report lastSent() {
        return sent.get(sent.size() - 1);
    }

    static long px(String decimal) {
        return FixedPoint.parse(decimal);
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public void propose(Command command, long nowNs, byte[] stamps) {
        proposed.addLast(command);
    }

    @Override
    public long eventsSeen() {
        return eventOffset;
    }

    @Override
    public int poll(Consumer<ClientRequest> handler, int limit) {
        return 0;
    }

    @Override
    public void send(String session, Report report, ReportCause causeOrNull) {
        sent.add(report);
        sentTo.add(session);
    }

    @Override
    public void decided(String session, long seq) {
        decided.add(seq);
    }

    @Override
    public ReportCause sentUpTo(String session, String topic) {
        return null;
    }
}
