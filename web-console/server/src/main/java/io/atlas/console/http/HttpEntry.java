package io.atlas.console.http;

import io.atlas.console.rest.ApiReply;
import io.atlas.console.rest.ApiRequest;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: routes its requests. Thread: its event loop. */
final class HttpEntry extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEntry.class);
    private static final String API = "/api/";
    /** From one whole request to the next: covers idle browsers and those who send a byte now and then. */
    private static final long REQUEST_S = 60;

    private static final long HEALTH_S = 2;

    private final Backend backend;
    private final StaticFiles files;
    private final Origins origins;
    private final SocketUpgrade sockets;
    private LoginCookies cookies;
    private Future<?> timeout;
    private boolean busy;

    HttpEntry(Backend backend, StaticFiles files, Origins origins, SocketUpgrade sockets) {
        this.backend = backend;
        this.files = files;
        this.origins = origins;
        this.sockets = sockets;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        cookies = new LoginCookies(((InetSocketAddress) ctx.channel().localAddress()).getPort());
        awaitRequest(ctx);
        ctx.fireChannelActive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancelTimeout();
    }

    private void awaitRequest(ChannelHandlerContext ctx) {
        cancelTimeout();
        timeout = ctx.executor().schedule(() -> ctx.close(), REQUEST_S, TimeUnit.SECONDS);
    }

    private void cancelTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (busy) {
            // A second request before the first one's answer: no browser does that, and answers might change places.
            ctx.close();
            return;
        }
        cancelTimeout();
        busy = true;
        if (request.decoderResult().isFailure()) {
            answer(ctx, request, Responses.error(400, "BAD_REQUEST", "the request is no HTTP"), false);
        } else if (!origins.hostKnown(request.headers())) {
            answer(ctx, request, Responses.error(403, "FORGED", "Host is none of this server's names"), false);
        } else {
            try {
                route(ctx, request);
            } catch (IllegalArgumentException badEscape) {
                answer(ctx, request, Responses.error(400, "BAD_REQUEST", "the path cannot be decoded"), false);
            }
        }
    }

    private void route(ChannelHandlerContext ctx, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        String path = uri.path();
        if (path.startsWith(API)) {
            call(ctx, request, path.substring(API.length()), uri);
        } else if (path.equals("/ws")) {
            sockets.upgrade(ctx, request, cookies.sessionIdOrNull(request.headers()), origins.same(request.headers()));
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            answer(ctx, request, Responses.error(405, "BAD_REQUEST", "only GET and HEAD here"), true);
        } else if (path.equals("/health")) {
            health(ctx, request);
        } else if (path.equals("/metrics")) {
            answer(
                    ctx,
                    request,
                    Responses.text(200, "text/plain; version=0.0.4; charset=utf-8", backend.metrics()),
                    true);
        } else {
            file(ctx, request, path);
        }
    }

    private void file(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
        StaticFiles.Asset asset = files.findOrNull(path);
        if (asset == null) {
            answer(ctx, request, Responses.error(404, "NOT_FOUND", "no such page"), true);
            return;
        }
        boolean zip = asset.gzip() != null
                && request.headers().contains(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.GZIP, true);
        FullHttpResponse response = Responses.of(200, asset.contentType(), zip ? asset.gzip() : asset.body());
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, asset.cacheControl());
        if (asset.gzip() != null) {
            response.headers().set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        }
        if (zip) {
            response.headers().set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
        answer(ctx, request, response, true);
    }

    private void call(ChannelHandlerContext ctx, FullHttpRequest request, String path, QueryStringDecoder uri) {
        Map<String, String> query = new HashMap<>();
        uri.parameters().forEach((name, values) -> query.put(name, values.get(0)));
        ApiRequest call = new ApiRequest(
                request.method().name(),
                path,
                query,
                cookies.sessionIdOrNull(request.headers()),
                request.headers().get("X-CSRF-Token"),
                request.headers().get("Idempotency-Key"),
                origins.same(request.headers()),
                ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress().getHostAddress(),
                ByteBufUtil.getBytes(request.content()));
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        boolean secure = origins.secure(request.headers());
        boolean taken = backend.call(
                call, reply -> ctx.executor().execute(() -> write(ctx, response(reply, secure), keepAlive)));
        if (!taken) {
            answer(ctx, request, Responses.error(503, "UNAVAILABLE", "the console is too busy"), true);
        }
    }

    /** Asked of the agent itself: one that does not answer does not serve. */
    private void health(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        AtomicBoolean answered = new AtomicBoolean();
        boolean taken = backend.health(report -> ctx.executor().execute(() -> {
            if (answered.compareAndSet(false, true)) {
                write(ctx, Responses.text(report.ok() ? 200 : 503, "application/json", report.json()), keepAlive);
            }
        }));
        Runnable late = () -> {
            if (answered.compareAndSet(false, true)) {
                write(ctx, Responses.error(503, "UNAVAILABLE", "the console's agent does not answer"), false);
            }
        };
        ctx.executor().schedule(late, taken ? HEALTH_S : 0, TimeUnit.SECONDS);
    }

    private FullHttpResponse response(ApiReply reply, boolean secure) {
        FullHttpResponse response = Responses.of(reply.status(), reply.contentType(), reply.body());
        if (reply.cookies() != null) {
            cookies.write(response.headers(), reply.cookies(), secure);
        }
        return response;
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest request, FullHttpResponse response, boolean goOn) {
        if (request.method().equals(HttpMethod.HEAD)) {
            response.content().clear();
        }
        write(ctx, response, goOn && HttpUtil.isKeepAlive(request));
    }

    private void write(ChannelHandlerContext ctx, FullHttpResponse response, boolean keepAlive) {
        busy = false;
        if (keepAlive) {
            HttpUtil.setKeepAlive(response, true);
            ctx.writeAndFlush(response);
            awaitRequest(ctx);
        } else {
            LastWord.answer(ctx, response);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("connection from {} ended: {}", ctx.channel().remoteAddress(), cause.toString());
        ctx.close();
    }
}
