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
 * The last answer on a connection. A client may still be sending: closing over bytes that nobody read resets the connection, and the
 * client meets the reset instead of the answer. So this side only says that it has nothing more to say, and drops what still comes
 * until the client closes, or for two seconds. A client that does not take the answer within a minute is cut off as well.
 */
final class LastAnswer extends ChannelInboundHandlerAdapter {
    private static final long LINGER_S = 2;
    private static final long TAKEN_S = 60;

    private LastAnswer() {}

    static void send(ChannelHandlerContext ctx, FullHttpResponse response) {
        Channel channel = ctx.channel();
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel.pipeline().addFirst(new LastAnswer());
        Future<?> late = closeAfter(channel, TAKEN_S);
        channel.closeFuture().addListener(closed -> late.cancel(false));
        ctx.writeAndFlush(response).addListener(sent -> {
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
