package io.atlas.console.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns a connection into a socket: a wrong origin gets 403; without a login the socket is opened and closed with 4003, for a page
 * cannot see the status of a refused upgrade. Threads: the event loops.
 */
final class SocketUpgrade {
    static final int MAX_FRAME_BYTES = 16 * 1024;
    static final int LOGIN_REFUSED = 4003;
    private static final int MAX_SOCKETS = 500;
    private static final WebSocketDecoderConfig DECODER = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(MAX_FRAME_BYTES)
            .allowExtensions(false)
            // Ours says 4009 and why.
            .closeOnProtocolViolation(false)
            .build();

    private final Backend backend;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong framesOut = new AtomicLong();

    SocketUpgrade(Backend backend) {
        this.backend = backend;
    }

    int open() {
        return open.get();
    }

    long framesOut() {
        return framesOut.get();
    }

    void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, String sessionIdOrNull, boolean sameOrigin) {
        if (!sameOrigin) {
            LastWord.answer(ctx, Responses.error(403, "FORGED", "Origin is not this server"));
        } else if (open.get() >= MAX_SOCKETS) {
            LastWord.answer(ctx, Responses.error(503, "TOO_MANY", "too many sockets are open"));
        } else {
            WebSocketServerHandshaker handshaker =
                    new WebSocketServerHandshakerFactory("/ws", null, DECODER).newHandshaker(request);
            if (handshaker == null) {
                LastWord.answer(ctx, Responses.error(400, "BAD_REQUEST", "WebSocket version 13 is needed"));
                return;
            }
            // The request outlives this call: the agent looks the login up first.
            request.retain();
            boolean taken =
                    backend.upgrade(sessionIdOrNull, login -> ctx.executor().execute(() -> {
                        try {
                            shakeHands(ctx, handshaker, request, login);
                        } finally {
                            request.release();
                        }
                    }));
            if (!taken) {
                request.release();
                LastWord.answer(ctx, Responses.error(503, "UNAVAILABLE", "the console is too busy"));
            }
        }
    }

    private void shakeHands(
            ChannelHandlerContext ctx,
            WebSocketServerHandshaker handshaker,
            FullHttpRequest request,
            Backend.SocketLogin login) {
        if (!ctx.channel().isActive()) {
            return;
        }
        try {
            handshaker.handshake(ctx.channel(), request);
        } catch (WebSocketHandshakeException e) {
            LastWord.answer(ctx, Responses.error(400, "BAD_REQUEST", "no WebSocket handshake"));
            return;
        }
        PageSocket socket = new PageSocket(ids.incrementAndGet(), ctx.channel(), login, framesOut);
        if (login == null) {
            socket.close(LOGIN_REFUSED, "login needed");
        } else if (backend.opened(socket, login.idHash())) {
            open.incrementAndGet();
            ctx.channel().closeFuture().addListener(closed -> {
                open.decrementAndGet();
                backend.closed(socket);
            });
        } else {
            socket.close(PageSocket.TRY_LATER, "the console is too busy");
        }
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.addLast(new WebSocketFrameAggregator(MAX_FRAME_BYTES), new SocketFrames(backend, socket));
        pipeline.remove(HttpEntry.class);
    }
}
