package io.atlas.console.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Hands requests over whole; one that is too large is answered as every other error is, and ends the connection. */
final class WholeRequests extends HttpObjectAggregator {
    private static final int TOO_LARGE = 413;
    private static final int KIB = 1_024;

    WholeRequests(int maxBody) {
        super(maxBody);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        String text = "body: too large (expected: <= " + maxContentLength() / KIB + " KiB)";
        LastWord.answer(ctx, Responses.error(TOO_LARGE, "BAD_REQUEST", text));
    }
}
