package io.atlas.console.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Responses with the headers that every one carries. */
final class Responses {
    /**
     * Nothing but our own files, no inline script. The hash is that of the one style element which lightweight-charts 5.2.1 adds for
     * its attribution; everything else the page styles comes from files or through the DOM.
     */
    static final String CSP = "default-src 'self'; script-src 'self'; style-src 'self' "
            + "'sha256-3pRED1tOXas1FXFoPb9TGCjmYe9XQsmO9OV23khV2nY='; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private Responses() {}

    static FullHttpResponse of(int status, String contentTypeOrNull, byte[] body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        HttpHeaders headers = response.headers();
        if (contentTypeOrNull != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, contentTypeOrNull);
        }
        if (status != HttpResponseStatus.NO_CONTENT.code()) {
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set("Content-Security-Policy", CSP);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        return response;
    }

    static FullHttpResponse text(int status, String contentType, String text) {
        return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** An error that this side finds by itself; {@code text} has no character that JSON would escape. */
    static FullHttpResponse error(int status, String code, String text) {
        return text(
                status,
                "application/json",
                "{\"code\":\"" + code + "\",\"text\":\"" + text + "\",\"id\":\"http-" + status + "\"}");
    }
}
