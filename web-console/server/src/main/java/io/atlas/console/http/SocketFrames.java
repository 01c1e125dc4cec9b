package io.atlas.console.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands a page's frames to the agent, and stops reading while too many of them wait for it. Thread: the event loop. */
final class SocketFrames extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** Frames of one page that may wait for the agent. */
    static final int MAX_PENDING = 64;

    private static final int BAD_FRAME = 4009;

    private final Backend backend;
    private final PageSocket socket;
    private final AtomicInteger pending = new AtomicInteger();

    SocketFrames(Backend backend, PageSocket socket) {
        this.backend = backend;
        this.socket = socket;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (socket.closing()) {
            return;
        }
        if (frame instanceof TextWebSocketFrame text) {
            hand(ctx, text.text());
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            socket.close(close.statusCode() < 0 ? 1000 : close.statusCode(), "");
        } else if (!(frame instanceof PongWebSocketFrame)) {
            socket.close(BAD_FRAME, "text frames only");
        }
    }

    private void hand(ChannelHandlerContext ctx, String text) {
        if (pending.incrementAndGet() >= MAX_PENDING) {
            ctx.channel().config().setAutoRead(false);
        }
        boolean taken = backend.received(socket, text, () -> {
            if (pending.decrementAndGet() == MAX_PENDING / 2) {
                // On the loop, so that it comes after the pause it ends.
                ctx.executor().execute(() -> ctx.channel().config().setAutoRead(true));
            }
        });
        if (!taken) {
            socket.close(PageSocket.TRY_LATER, "the console is too busy");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean tooLong = cause instanceof TooLongFrameException
                || cause instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().code() == 1009;
        if (tooLong) {
            socket.close(BAD_FRAME, "at most " + SocketUpgrade.MAX_FRAME_BYTES + " bytes in a frame");
        } else if (cause instanceof CorruptedWebSocketFrameException) {
            socket.close(BAD_FRAME, "not a frame");
        } else {
            ctx.close();
        }
    }
}
