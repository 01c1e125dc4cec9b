package io.atlas.launcher.story;

import static io.atlas.launcher.story.Patience.await;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A FIX client of bare sockets that keeps its numbers and messages over reconnects, asks again for what it missed and sends
 * again what it is asked for. Threads: the test's sends, one reader per connection hears; everything is guarded by this.
 */
final class FixPeer implements AutoCloseable {
    static final String PASSWORD = "atlas-demo";
    private static final int TRAILER = "10=000|".length();

    private record Sent(String type, String fields, String time) {
        boolean admin() {
            return type.length() == 1 && "A0125".contains(type);
        }
    }

    private final String compId;
    private final List<String> log = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();
    private final TreeMap<Integer, Sent> sent = new TreeMap<>();
    private final TreeMap<Integer, String> early = new TreeMap<>();
    private final List<String> repeats = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Socket socket;
    private ByteArrayOutputStream held;
    private boolean loggedOn;
    private boolean closed = true;
    private boolean fillsGaps;
    private int nextOut = 1;
    private int nextIn = 1;

    FixPeer(String compId) {
        this.compId = compId;
    }

    FixPeer connect(int port) {
        try {
            Socket fresh = new Socket("127.0.0.1", port);
            fresh.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(fresh.getInputStream());
            synchronized (this) {
                socket = fresh;
                closed = false;
                early.clear();
            }
            Thread reader = new Thread(() -> read(fresh, in), "client-" + compId);
            reader.setDaemon(true);
            reader.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs on with the right password and waits for the answer. */
    FixPeer logon(String... more) {
        askToLogOn(PASSWORD, "108=30", more);
        await(compId + " is logged on", this::isLoggedOn);
        return this;
    }

    /** Logs on over a new connection; who comes back at once may meet its old one's end, and tries again as every client does. */
    FixPeer comeBack(int port) {
        await(compId + " is back", () -> {
            connect(port).askToLogOn(PASSWORD, "108=30");
            await(compId + " is logged on or closed", () -> isLoggedOn() || isClosed());
            return isLoggedOn();
        });
        return this;
    }

    void askToLogOn(String password, String heartBtInt, String... more) {
        send("A", "98=0|" + heartBtInt + "|553=" + compId + "|554=" + password + '|' + fields(more));
    }

    static String fields(String... fields) {
        return fields.length == 0 ? "" : String.join("|", fields) + '|';
    }

    /** Sends with the next number, which is returned. */
    synchronized int send(String type, String fields) {
        return send(type, "", fields);
    }

    /** @param header more fields of the header, such as {@code 97=Y|} */
    synchronized int send(String type, String header, String fields) {
        int seq = nextOut++;
        Sent message = new Sent(type, fields, FixText.now());
        sent.put(seq, message);
        write(seq, message, header);
        return seq;
    }

    private void write(int seq, Sent message, String header) {
        String body = "35=" + message.type + "|34=" + seq + "|49=" + compId + "|56=ATLAS|52=" + FixText.now() + '|'
                + header + message.fields;
        log.add(compId + " -> " + (body.length() > 500 ? body.substring(0, 500) + "..." : body));
        sendBytes(FixText.whole(body));
    }

    synchronized void sendBytes(byte[] bytes) {
        try {
            if (held != null) {
                held.write(bytes);
            } else if (!socket.isClosed()) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException peerIsGone) {
            log.add(compId + " -- not sent: " + peerIsGone.getMessage());
        }
    }

    /** What is sent inside leaves in one write, so that the other side finds all of it together. */
    synchronized void together(Runnable sending) {
        held = new ByteArrayOutputStream();
        sending.run();
        byte[] all = held.toByteArray();
        held = null;
        sendBytes(all);
    }

    private void read(Socket from, InputStream in) {
        try {
            for (String message = next(in); message != null; message = next(in)) {
                onMessage(message);
            }
        } catch (IOException | RuntimeException e) {
            if (!(e instanceof IOException)) {
                problem("cannot be read: " + e);
            }
        }
        synchronized (this) {
            if (socket == from) {
                log.add(compId + " -- connection closed");
                loggedOn = false;
                closed = true;
            }
        }
    }

    private static String next(InputStream in) throws IOException {
        String begin = field(in);
        String length = field(in);
        if (begin == null || length == null) {
            return null;
        }
        byte[] rest = in.readNBytes(Integer.parseInt(length.substring(2)) + TRAILER);
        return begin + '|' + length + '|' + new String(rest, StandardCharsets.ISO_8859_1).replace('\001', '|');
    }

    private static String field(InputStream in) throws IOException {
        StringBuilder field = new StringBuilder();
        for (int c = in.read(); c != 1; c = in.read()) {
            if (c < 0) {
                return null;
            }
            field.append((char) c);
        }
        return field.toString();
    }

    private synchronized void onMessage(String message) {
        log.add(compId + " <- " + message);
        String type = FixText.type(message);
        int seq = FixText.number(message, 34);
        if (type.equals("A")) {
            loggedOn = true;
            if (FixText.isYes(message, 141)) {
                nextIn = 1;
                if (!sent.isEmpty() && !sent.lastEntry().getValue().fields.contains("141=Y")) {
                    // The other side has lost our numbers: both begin anew, and our Logon does not count.
                    sent.clear();
                    nextOut = 1;
                }
            }
        } else if (type.equals("5") && !loggedOn) {
            received.add(message); // a refused logon spends no number
            return;
        } else if (type.equals("2")) {
            sendAgain(FixText.number(message, 7), FixText.number(message, 16));
        }
        if (seq < nextIn) {
            repeats.add(message);
            if (!FixText.isYes(message, 43)) {
                problem("MsgSeqNum(34) " + seq + " (expected: " + nextIn + ")");
            }
            return;
        }
        if (seq > nextIn && early.isEmpty()) {
            send("2", "7=" + nextIn + "|16=0|");
        }
        early.put(seq, message);
        while (!early.isEmpty() && early.firstKey() <= nextIn) {
            deliver(early.pollFirstEntry().getValue());
        }
    }

    private void deliver(String message) {
        if (FixText.number(message, 34) < nextIn) {
            return; // a gap fill has passed it
        }
        nextIn++;
        switch (FixText.type(message)) {
            case "4" -> nextIn = FixText.number(message, 36);
            case "1" -> send("0", "112=" + FixText.field(message, 112) + '|');
            case "0", "2" -> {}
            default -> received.add(message);
        }
    }

    private void sendAgain(int from, int to) {
        for (var message :
                sent.subMap(from, true, to == 0 ? nextOut - 1 : to, true).entrySet()) {
            String again = "43=Y|122=" + message.getValue().time + '|';
            if (message.getValue().admin() || fillsGaps) {
                String skip = "123=Y|36=" + (message.getKey() + 1) + '|';
                write(message.getKey(), new Sent("4", skip, FixText.now()), again);
            } else {
                write(message.getKey(), message.getValue(), again);
            }
        }
    }

    /** From now on it does not send again what it is asked for, as a client that has given those orders up. */
    synchronized void fillGapsInsteadOfResending(boolean fills) {
        fillsGaps = fills;
    }

    synchronized boolean isLoggedOn() {
        return loggedOn;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Messages that came a second time, marked as such. */
    synchronized List<String> repeats() {
        return List.copyOf(repeats);
    }

    synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** The first message not taken yet that is as wanted; it is taken then. Null if there is none. */
    synchronized String take(Predicate<String> wanted) {
        for (int i = 0; i < received.size(); i++) {
            if (!taken.contains(i) && wanted.test(received.get(i))) {
                taken.add(i);
                return received.get(i);
            }
        }
        return null;
    }

    private synchronized void problem(String what) {
        problems.add(compId + ": " + what);
    }

    /** What the other side did against the rules of a session. */
    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** Breaks the connection without a Logout. */
    @Override
    public void close() {
        try {
            synchronized (this) {
                if (socket != null) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
