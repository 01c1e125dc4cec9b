package io.atlas.gateway.fix;

import io.atlas.gateway.fix.ResendRequests.Range;
import io.atlas.gateway.fix.ResendRequests.Verdict;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.mina.core.session.IoSession;
import quickfix.UtcTimestampPrecision;
import quickfix.field.converter.UtcTimestampConverter;

/**
 * What one connection has asked to be sent again: stored bytes with 43=Y and 122, gap fills for everything else, a little at
 * each step. Guarded by itself.
 */
final class Resend {
    private static final int AT_ONCE = 256;
    /** More messages than this in the socket's queue: live ones wait. */
    private static final int WAITING = 64;

    private final ClientSession client;
    private final IoSession io;
    private final String compId;
    private final ResendRequests requests = new ResendRequests();
    private final Deque<String> read = new ArrayDeque<>();
    private final ResendPace pace;
    private Range serving;
    /** The first number not answered yet, the first not read yet, the last wanted. */
    private int next;

    private int unread;
    private int last;
    /** The highest number that is on the wire, or belongs to the time before this connection. */
    private volatile int written;

    /** @param compId our own */
    Resend(ClientSession client, IoSession io, String compId, long nowNs) {
        this.client = client;
        this.io = io;
        this.compId = compId;
        this.pace = new ResendPace(nowNs);
        this.written = client.store.getNextSenderMsgSeqNum() - 1;
    }

    /** A message has left. The connection's I/O thread. */
    void written(String message) {
        int msgSeqNum = RawMessage.number(message, 34);
        // Our Logon begins the connection, with a lower number after 141=Y.
        boolean logon = RawMessage.isType(message, "A");
        written = logon ? msgSeqNum : Math.max(written, msgSeqNum);
    }

    /** Takes a request; {@code end} 0: all. */
    synchronized Verdict ask(int begin, int end, long nowNs) {
        return requests.ask(new Range(begin, end), nowNs);
    }

    /** Sends what may be sent now; returns whether there is more to do. */
    synchronized boolean step(long nowNs) throws IOException {
        long budget = pace.take(nowNs, io.getScheduledWriteMessages() > WAITING, client.liveSent());
        while (budget > 0 && io.isConnected() && begin()) {
            if (read.isEmpty() && unread <= last) {
                readOn();
            }
            String message = read.pollFirst();
            if (message != null) {
                int msgSeqNum = RawMessage.number(message, 34);
                if (msgSeqNum > next) {
                    send(RawMessage.gapFill(compId, client.compId(), next, msgSeqNum, now()));
                }
                send(RawMessage.asResent(message, now()));
                next = msgSeqNum + 1;
                budget--;
            } else if (unread > last) {
                if (next <= last) {
                    send(RawMessage.gapFill(compId, client.compId(), next, last + 1, now()));
                }
                serving = null;
                requests.served();
            }
        }
        return io.isConnected() && (serving != null || requests.currentOrNull() != null);
    }

    /** Goes on with the range in hand or begins the next; false if there is none. */
    private boolean begin() {
        if (serving != null) {
            return true;
        }
        serving = requests.currentOrNull();
        if (serving == null) {
            return false;
        }
        // What is stored and not on the wire yet will come by itself; filled as a gap first, it would come too late.
        int lastSent = Math.min(written, client.store.getNextSenderMsgSeqNum() - 1);
        next = serving.begin();
        unread = next;
        last = serving.end() == 0 ? lastSent : Math.min(serving.end(), lastSent);
        return true;
    }

    private void readOn() throws IOException {
        List<String> messages = new ArrayList<>();
        int to = Math.min(last, unread + AT_ONCE - 1);
        client.store.get(unread, to, messages);
        read.addAll(messages);
        unread = to + 1;
    }

    private void send(String message) {
        client.carried(false, message);
        io.write(message);
    }

    private static String now() {
        return UtcTimestampConverter.convert(LocalDateTime.now(ZoneOffset.UTC), UtcTimestampPrecision.MICROS);
    }
}
