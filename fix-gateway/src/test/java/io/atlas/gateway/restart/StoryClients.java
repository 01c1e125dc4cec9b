package io.atlas.gateway.restart;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Sessions ALFA and ALFA2 of one group: what they ask, what they are told, and what their message stores know of it. */
final class StoryClients implements ClientSessions {
    final List<String> told = new ArrayList<>();
    private final Map<String, ReportCause> stored = new HashMap<>();
    private final Deque<ClientRequest> asked = new ArrayDeque<>();
    private final List<String> ids = new ArrayList<>();
    private long msgSeqNum;

    /** The same past: what another one's stores know, and nothing told yet. */
    StoryClients after(StoryClients past) {
        stored.putAll(past.stored);
        ids.addAll(past.ids);
        msgSeqNum = past.msgSeqNum;
        return this;
    }

    /** Message stores that have lost everything. */
    void forget() {
        stored.clear();
    }

    private Arrival arrival(Random random, long nowNs) {
        return new Arrival(random.nextInt(4) == 0 ? "ALFA2" : "ALFA", ++msgSeqNum, nowNs, false, false, 0);
    }

    void asks(Random random, long nowNs) {
        Arrival arrival = arrival(random, nowNs);
        String orig = ids.isEmpty() ? "none" : ids.get(ids.size() - 1 - random.nextInt(Math.min(6, ids.size())));
        String id = random.nextInt(8) == 0 ? orig : "o-" + msgSeqNum;
        String qty = "0.0" + (1 + random.nextInt(9));
        String px = String.valueOf(49_000 + random.nextInt(2_000));
        switch (random.nextInt(8)) {
            case 0, 1 -> asked.add(new CancelRequest(arrival, id, orig, null, null, "BTC-USD", '1', qty));
            case 2 ->
                asked.add(new ReplaceRequest(
                        arrival, id, orig, null, null, "BTC-USD", '1', '2', (char) 0, qty, px, null));
            default ->
                asked.add(new NewOrderSingle(
                        arrival, id, null, "BTC-USD", '1', '2', '0', qty, px, null, random.nextBoolean()));
        }
        ids.add(id);
    }

    /** Asks for the state of every id ever used. */
    void asksForAll(long nowNs) {
        for (String id : ids) {
            Arrival arrival = new Arrival("ALFA", ++msgSeqNum, nowNs, false, false, 0);
            asked.add(new StatusRequest(arrival, id, null, "BTC-USD", '1', null));
        }
    }

    @Override
    public int poll(Consumer<ClientRequest> handler, int limit) {
        int count = 0;
        while (count < limit && !asked.isEmpty()) {
            handler.accept(asked.removeFirst());
            count++;
        }
        return count;
    }

    @Override
    public void send(String session, Report report, ReportCause causeOrNull) {
        told.add(session + ' ' + report);
        if (causeOrNull != null) {
            stored.put(session + causeOrNull.topic(), causeOrNull);
        }
    }

    @Override
    public void decided(String session, long number) {}

    @Override
    public ReportCause sentUpTo(String session, String topic) {
        return stored.get(session + topic);
    }
}
