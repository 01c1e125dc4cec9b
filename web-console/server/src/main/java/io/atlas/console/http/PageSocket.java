package io.atlas.console.http;

import io.atlas.console.client.ClientSocket;
import io.atlas.console.client.User;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A page's socket. The agent queues frames; the event loop writes all that are there and flushes once. Bounded: above
 * {@value #HIGH_BYTES} bytes it is not writable until below {@value #LOW_BYTES}, and whoever goes on sending regardless cuts it at
 * {@value #MOST_BYTES}.
 */
final class PageSocket implements ClientSocket {
    static final int HIGH_BYTES = 512 * 1024;
    static final int LOW_BYTES = 128 * 1024;
    static final int TRY_LATER = 1013;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    /** A page that does not read never gets the close frame either. */
    private static final long LINGER_S = 5;

    private final long id;
    private final Channel channel;
    private final Backend.SocketLogin login;
    private final AtomicLong framesOut;
    private final ConcurrentLinkedQueue<WebSocketFrame> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * @param login null for a socket that is closed at once
     * @param framesOut counts text frames of all sockets
     */
    PageSocket(long id, Channel channel, Backend.SocketLogin login, AtomicLong framesOut) {
        this.id = id;
        this.channel = channel;
        this.login = login;
        this.framesOut = framesOut;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public User user() {
        return login.user();
    }

    @Override
    public String csrf() {
        return login.csrf();
    }

    @Override
    public boolean writable() {
        return channel.isWritable() && queuedBytes.get() < HIGH_BYTES;
    }

    boolean closing() {
        return closing.get();
    }

    @Override
    public void send(String frame) {
        if (closing.get() || !channel.isActive()) {
            return;
        }
        if (queuedBytes.get() > MOST_BYTES || channel.bytesBeforeWritable() > MOST_BYTES) {
            channel.close();
            return;
        }
        framesOut.incrementAndGet();
        queue(new TextWebSocketFrame(frame));
    }

    @Override
    public void close(int code, String reason) {
        if (closing.compareAndSet(false, true)) {
            queue(new CloseWebSocketFrame(code, reason));
            channel.eventLoop().schedule(() -> channel.close(), LINGER_S, TimeUnit.SECONDS);
        }
    }

    private void queue(WebSocketFrame frame) {
        queuedBytes.addAndGet(frame.content().readableBytes());
        queue.add(frame);
        if (scheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::flush);
        }
    }

    private void flush() {
        scheduled.set(false);
        WebSocketFrame frame;
        while ((frame = queue.poll()) != null) {
            queuedBytes.addAndGet(-frame.content().readableBytes());
            if (frame instanceof CloseWebSocketFrame) {
                LastWord.say(channel, frame);
            } else {
                channel.write(frame);
            }
        }
        channel.flush();
    }
}
