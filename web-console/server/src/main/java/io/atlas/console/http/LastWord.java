package io.atlas.console.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The last that a connection hears from us. Its client may still be sending: closing over bytes that nobody read resets the
 * connection, and the client meets the reset instead of the answer. So this side only ends its own half, and drops what still comes
 * until the client closes, or for five seconds. A client that does not take the answer within a minute is cut off as well.
 */
final class LastWord extends ChannelInboundHandlerAdapter {
    private static final long LINGER_S = 5;
    private static final long TAKEN_S = 60;

    private LastWord() {}

    /** Answers a request and ends the connection. Thread: the event loop. */
    static void answer(ChannelHandlerContext ctx, FullHttpResponse response) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        say(ctx.channel(), response);
    }

    /** Sends the message and ends the connection. Thread: the event loop. */
    static void say(Channel channel, Object message) {
        channel.pipeline().addFirst(new LastWord());
        // Reading may rest because much waits for the agent; what is dropped waits for nobody.
        channel.config().setAutoRead(true);
        Future<?> late = closeAfter(channel, TAKEN_S);
        channel.closeFuture().addListener(closed -> late.cancel(false));
        channel.writeAndFlush(message).addListener(sent -> {
            if (sent.isSuccess()) {
                ((DuplexChannel) channel).shutdownOutput();
                closeAfter(channel, LINGER_S);
            } else {
                channel.close();
            }
        });
    }

    private static Future<?> closeAfter(Channel channel, long seconds) {
        return channel.eventLoop().schedule(() -> channel.close(), seconds, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }
}
