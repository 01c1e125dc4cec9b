package io.atlas.console.http;

import io.atlas.console.rest.ApiReply.Cookies;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;

/** The two cookies of a login. Their names carry the port: browsers do not tell the ports of a host apart. */
final class LoginCookies {
    private final String session;
    private final String csrf;

    /** @param port where the connection came in */
    LoginCookies(int port) {
        this.session = "atlas-session-" + port;
        this.csrf = "atlas-csrf-" + port;
    }

    /** The session id a browser sends, or null. */
    String sessionIdOrNull(HttpHeaders headers) {
        for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decode(header)) {
                if (cookie.name().equals(session)) {
                    return cookie.value();
                }
            }
        }
        return null;
    }

    void write(HttpHeaders headers, Cookies cookies, boolean secure) {
        headers.add(HttpHeaderNames.SET_COOKIE, text(session, cookies.sessionId(), cookies.maxAgeS(), true, secure));
        headers.add(HttpHeaderNames.SET_COOKIE, text(csrf, cookies.csrf(), cookies.maxAgeS(), false, secure));
    }

    private static String text(String name, String value, long maxAgeS, boolean httpOnly, boolean secure) {
        DefaultCookie cookie = new DefaultCookie(name, value);
        cookie.setPath("/");
        cookie.setMaxAge(maxAgeS);
        cookie.setHttpOnly(httpOnly);
        cookie.setSecure(secure);
        cookie.setSameSite(SameSite.Strict);
        return ServerCookieEncoder.STRICT.encode(cookie);
    }
}
