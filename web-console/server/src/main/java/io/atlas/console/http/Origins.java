package io.atlas.console.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a request comes from a page of this server. The name in {@code Host} must be one of ours, or another site could point a
 * name of its own at this address; and {@code Origin}, which browsers set and pages cannot, must be that host.
 */
final class Origins {
    private final Set<String> names;

    /** @param names besides those of this machine, lower case */
    Origins(List<String> names) {
        this.names = new HashSet<>(names);
        this.names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
    }

    boolean hostKnown(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST);
        return host != null && names.contains(name(host));
    }

    boolean same(HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST);
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        return hostKnown(headers) && (("http://" + host).equalsIgnoreCase(origin) || secure(headers));
    }

    /** Whether the page was loaded over TLS, which a proxy before us has ended. */
    boolean secure(HttpHeaders headers) {
        return ("https://" + headers.get(HttpHeaderNames.HOST)).equalsIgnoreCase(headers.get(HttpHeaderNames.ORIGIN));
    }

    private static String name(String host) {
        int port = host.lastIndexOf(':');
        boolean digits = port >= 0 && host.substring(port + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        return (digits ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
    }
}
