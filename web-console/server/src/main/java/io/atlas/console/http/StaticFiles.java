package io.atlas.console.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files, from {@code /web} on the class path, each read once. What lies in {@code assets/} has a hash in its name and is
 * good for ever; {@code index.html} names the present hashes and is never kept. Any thread.
 */
final class StaticFiles {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");
    private static final String NOT_BUILT = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>ATLAS</title>
            <h1>The page was not built</h1>
            <p>This server was built with <code>-Dui.skip</code>: the console's API answers, its page is missing.
            Build without it (Node 20.19 or newer is needed), then start again.</p></html>
            """;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("woff", "font/woff"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));
    private static final Pattern COMPRESSIBLE = Pattern.compile("text/.*|application/.*|image/svg.*");

    /**
     * A file.
     *
     * @param gzip the body compressed; null if that gains nothing
     */
    record Asset(String contentType, String cacheControl, byte[] body, byte[] gzip) {}

    private final String root;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    /** @param root resource folder, such as {@code /web} */
    StaticFiles(String root) {
        this.root = root;
    }

    /** The file of a decoded path that begins with a slash; null if there is none. */
    Asset findOrNull(String path) {
        String name = path.equals("/") ? "index.html" : path.substring(1);
        if (!PLAIN.matcher(name).matches()) {
            return null;
        }
        Asset known = assets.get(name);
        if (known == null) {
            known = read(name).orElse(null);
            if (known != null) {
                assets.put(name, known);
            }
        }
        return known;
    }

    private Optional<Asset> read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(root + '/' + name)) {
            boolean index = name.equals("index.html");
            if (in == null && !index) {
                return Optional.empty();
            }
            byte[] body = in == null ? NOT_BUILT.getBytes(StandardCharsets.UTF_8) : in.readAllBytes();
            String cache = index
                    ? "no-store"
                    : name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
            return Optional.of(
                    new Asset(type, cache, body, COMPRESSIBLE.matcher(type).matches() ? gzip(body) : null));
        } catch (IOException e) {
            throw new UncheckedIOException("page file " + name, e);
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.size() < body.length ? bytes.toByteArray() : null;
    }
}
