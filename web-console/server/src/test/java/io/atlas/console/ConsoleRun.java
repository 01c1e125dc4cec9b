package io.atlas.console;

import io.atlas.console.http.ConsoleHttp;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.agent.AgentRunner;
import io.atlas.wire.config.Config;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Partitions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A console of the demo's configuration on a log in memory and real sockets; the gateway and the feed are played by the test. What
 * touches them runs on the agent's thread, between two steps.
 */
final class ConsoleRun implements AutoCloseable {
    private static final Path PROFILES = Path.of("..", "..", "fix-config");

    final HandFeed feed = new HandFeed();
    final FakeGateway gateway;
    final InMemoryLog store;
    final ConsoleService service;
    final ConsoleHttp http;
    final HttpClient client = HttpClient.newHttpClient();
    final String base;
    private final Path folder;
    private final AgentRunner runner;
    private final ConcurrentLinkedQueue<Runnable> between = new ConcurrentLinkedQueue<>();
    private String cookie = "";
    private String csrf = "";

    /** @param change makes the configuration another one */
    ConsoleRun(Path folder, Function<ConsoleConfig, ConsoleConfig> change) {
        this(folder, new InMemoryLog(4), null, change);
    }

    private ConsoleRun(
            Path folder, InMemoryLog store, FakeGateway gatewayOrNull, Function<ConsoleConfig, ConsoleConfig> change) {
        Config config = Config.load(PROFILES, "demo");
        ConsoleConfig console = change.apply(ConsoleConfig.load(PROFILES, config, Map.of()));
        this.store = store;
        this.folder = folder;
        this.gateway = gatewayOrNull == null ? new FakeGateway(store, Partitions.of("DESK", 4)) : gatewayOrNull;
        if (gatewayOrNull == null) {
            gateway.deposit("DESK-1", "USD", "1000000");
        }
        AtomicReference<AgentRunner> waking = new AtomicReference<>();
        this.service = new ConsoleService(
                new ConsoleService.Settings(
                        config, console, 4, HandFeed.WORLD_ID, PROFILES.resolve("FIX44-ATLAS.xml"), folder, 1),
                store.client("console"),
                feed,
                gateway,
                () -> {
                    if (waking.get() != null) {
                        waking.get().wakeup();
                    }
                });
        this.runner = new AgentRunner(new Between(), Clock.systemUTC(), 1_000_000, failure -> {
            throw new IllegalStateException(failure);
        });
        waking.set(runner);
        this.http = new ConsoleHttp("127.0.0.1", 0, console.hostNames(), service.backend());
        this.base = "http://127.0.0.1:" + http.port();
        runner.start();
        feed.book("BTC-USD", "49999", "50001");
    }

    private final class Between implements Agent {
        @Override
        public String name() {
            return service.name();
        }

        @Override
        public int doWork(long nowNs) {
            Runnable task;
            while ((task = between.poll()) != null) {
                task.run();
            }
            return service.doWork(nowNs);
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /** Ends this console; another one starts on the same log and folder. */
    ConsoleRun restarted() {
        close();
        return new ConsoleRun(folder, store, gateway, demo -> demo);
    }

    /** Runs on the agent's thread and waits for it. */
    void onAgent(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        between.add(() -> {
            task.run();
            done.complete(null);
        });
        runner.wakeup();
        done.join();
    }

    /** Logs in and keeps cookie and token for what follows. */
    ConsoleRun login(String user) {
        HttpResponse<String> answer =
                send("POST", "/api/login", "{\"user\":\"" + user + "\",\"password\":\"atlas-demo\"}", Map.of());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        cookie = String.join(
                "; ",
                answer.headers().allValues("set-cookie").stream()
                        .map(each -> each.substring(0, each.indexOf(';')))
                        .toList());
        csrf = field(answer.body(), "csrf");
        return this;
    }

    /** The session cookie's header, for sockets. */
    String cookie() {
        return cookie;
    }

    String csrf() {
        return csrf;
    }

    /** A call as the page makes it; {@code headers} add to or override the usual ones, an empty value leaves one out. */
    HttpResponse<String> send(String method, String path, String bodyOrNull, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        bodyOrNull == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(bodyOrNull));
        Map<String, String> usual = new HashMap<>(Map.of("Origin", base, "X-CSRF-Token", csrf, "Cookie", cookie));
        usual.putAll(headers);
        usual.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null, Map.of());
    }

    /** Sends an order. */
    HttpResponse<String> order(String key, String terms) {
        return send("POST", "/api/orders", terms, Map.of("Idempotency-Key", key));
    }

    static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    static String terms(String side, String qty, String px) {
        return "{\"account\":\"DESK-1\",\"symbol\":\"BTC-USD\",\"side\":\"" + side
                + "\",\"ordType\":\"LIMIT\",\"tif\":\"DAY\",\"qty\":\"" + qty + "\",\"px\":\"" + px + "\"}";
    }

    static String with(String json, String name, String value) {
        return json.substring(0, json.length() - 1) + ",\"" + name + "\":\"" + value + "\"}";
    }

    @Override
    public void close() {
        http.close();
        runner.close();
    }
}
