package io.atlas.console.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.console.ConsoleConfig;
import io.atlas.console.channel.JsonText;
import io.atlas.console.client.Answer;
import io.atlas.console.client.ErrorCode;
import io.atlas.console.client.Requests;
import io.atlas.console.client.User;
import io.atlas.console.login.LoginSession;
import io.atlas.console.login.Logins;
import io.atlas.console.login.Prefs;
import io.atlas.console.order.OrderDesk;
import io.atlas.console.view.AccountView;
import io.atlas.console.view.BarSize;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.SymbolMarket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Routes the calls and decides who may make them: all but {@code login} need a login, changing ones also the token and our own
 * origin. Thread: the console's agent.
 */
public final class Api {
    private static final long NS = 1_000_000_000L;
    private static final int MAX_PREFS = 65_536;
    private static final int MAX_BARS = 2_000;

    private final ConsoleConfig config;
    private final ConsoleView view;
    private final Logins logins;
    private final Prefs prefs;
    private final OrderDesk desk;
    private final Requests requests;
    private final Tables tables;
    private long startNs;
    private long calls;

    /** @param requests answers {@code preview} and {@code decode} */
    public Api(ConsoleConfig config, ConsoleView view, Logins logins, Prefs prefs, OrderDesk desk, Requests requests) {
        this.config = config;
        this.view = view;
        this.logins = logins;
        this.prefs = prefs;
        this.desk = desk;
        this.requests = requests;
        this.tables = new Tables(view);
    }

    /** Answers the call once, now or in a later step. */
    public void handle(ApiRequest request, long nowNs, Consumer<ApiReply> reply) {
        if (calls++ == 0) {
            startNs = nowNs;
        }
        String id = Long.toString(startNs, 36) + '-' + calls;
        LoginSession login = logins.useOrNull(request.sessionId(), nowNs);
        Call call = new Call(request, login, id, nowNs, reply);
        boolean changing = !request.method().equals("GET");
        if (changing && !request.sameOrigin()) {
            call.refuse(403, "FORGED", "Origin: missing or another server's (expected: this server)");
        } else if (is(request, "POST", "login")) {
            login(call);
        } else if (login == null) {
            call.refuse(401, "LOGIN_NEEDED", "nobody is logged in, or the login has ended");
        } else if (changing && !sameToken(login.csrf(), request.csrf())) {
            call.refuse(403, "FORGED", "X-CSRF-Token: missing or wrong (expected: csrf of me)");
        } else {
            route(call);
        }
    }

    private static boolean is(ApiRequest request, String method, String path) {
        return request.method().equals(method) && request.path().equals(path);
    }

    private static boolean sameToken(String expected, String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private void route(Call call) {
        String path = call.request.path();
        String[] parts = path.split("/", -1);
        boolean ofOrder = parts.length == 2 && parts[0].equals("orders");
        switch (call.request.method() + ' ' + path) {
            case "POST logout" -> logout(call);
            case "GET me" -> call.json(200, me(call.login));
            case "GET prefs" ->
                call.json(200, prefs.of(call.login.user().name()).toString());
            case "PUT prefs" -> putPrefs(call);
            case "GET instruments" -> call.json(200, tables.instruments());
            case "GET accounts" ->
                call.json(200, tables.accounts(call.login.user().accounts()));
            case "GET sessions" ->
                call.json(200, tables.sessions(new HashSet<>(call.login.user().sessions())));
            case "POST preview" -> ask(call, "preview");
            case "POST orders" ->
                withBody(
                        call,
                        body -> call.outcome(
                                desk.submit(call.login.user(), call.request.idempotencyKey(), body, call.nowNs)));
            case "POST orders/cancel-all" ->
                withBody(call, body -> call.outcome(desk.cancelAll(call.login.user(), body, call.nowNs)));
            case "GET orders", "GET fills" -> list(call);
            case "GET bars" -> bars(call);
            case "POST fix/decode" -> ask(call, "decode");
            default -> {
                if (ofOrder && call.request.method().equals("PUT")) {
                    withBody(
                            call,
                            body -> call.outcome(desk.amend(
                                    call.login.user(), parts[1], call.request.idempotencyKey(), body, call.nowNs)));
                } else if (ofOrder && call.request.method().equals("DELETE")) {
                    call.outcome(desk.cancel(call.login.user(), parts[1], call.request.idempotencyKey(), call.nowNs));
                } else {
                    call.refuse(404, ErrorCode.NOT_FOUND.name(), "no such call");
                }
            }
        }
    }

    private static void withBody(Call call, Consumer<ObjectNode> then) {
        ObjectNode body = call.bodyOrNull();
        if (body == null) {
            call.refuse(400, ErrorCode.BAD_REQUEST.name(), "body: not a JSON object");
        } else {
            then.accept(body);
        }
    }

    private void login(Call call) {
        withBody(call, body -> {
            String user = body.path("user").asText("");
            String password = body.path("password").asText("");
            logins.login(user, password, call.request.address(), call.nowNs, new Logins.Told() {
                @Override
                public void loggedIn(LoginSession session, String sessionId) {
                    ApiReply.Cookies cookies = new ApiReply.Cookies(sessionId, session.csrf(), Logins.LIFE_NS / NS);
                    call.answer(ApiReply.json(200, me(session)).with(cookies));
                }

                @Override
                public void refused() {
                    call.refuse(401, "LOGIN_REFUSED", "user or password is wrong");
                }

                @Override
                public void tooMany(long retryAfterMs) {
                    call.json(
                            429,
                            call.error(ErrorCode.TOO_MANY.name(), "too many wrong passwords: wait and try again")
                                    .number("retryAfterMs", retryAfterMs)
                                    .end()
                                    .toString());
                }

                @Override
                public void busy() {
                    call.refuse(503, ErrorCode.UNAVAILABLE.name(), "too many logins at a time");
                }
            });
        });
    }

    private void logout(Call call) {
        logins.logout(call.login);
        call.answer(ApiReply.nothing().with(ApiReply.Cookies.GONE));
    }

    private String me(LoginSession login) {
        User user = login.user();
        JsonText json = new JsonText().object().text("user", user.name()).list("roles");
        user.roles().stream().sorted().forEach(role -> json.value(role.name().toLowerCase(Locale.ROOT)));
        json.endList().list("accounts");
        user.accounts().forEach(json::value);
        json.endList().list("sessions");
        user.sessions().forEach(json::value);
        json.endList().text("desk", user.desk()).text("csrf", login.csrf());
        JsonText cash = new JsonText().object();
        for (String account : user.accounts()) {
            AccountView known = view.balancesOrNull(account);
            if (known != null) {
                cash.decimal(account, known.startCash());
            }
        }
        json.raw("startCash", cash.end().toString()).list("presets");
        config.presets().forEach(json::value);
        return json.endList()
                .decimal("highNotional", config.warnings().highNotionalAmount())
                .number("idleMs", Logins.IDLE_NS / 1_000_000)
                .time("expires", login.createdNs() + Logins.LIFE_NS)
                .end()
                .toString();
    }

    private void putPrefs(Call call) {
        withBody(call, body -> {
            if (call.request.body().length > MAX_PREFS) {
                call.refuse(413, ErrorCode.BAD_REQUEST.name(), "body: more than 64 KiB");
            } else if (prefs.put(call.login.user().name(), body)) {
                call.answer(ApiReply.nothing());
            } else {
                call.refuse(503, ErrorCode.UNAVAILABLE.name(), "too busy to keep the preferences");
            }
        });
    }

    /** What a page may also ask over its socket. */
    private void ask(Call call, String what) {
        withBody(
                call,
                body -> requests.answer(call.login.user(), what, body, new Answer() {
                    @Override
                    public void result(ObjectNode fields) {
                        call.json(200, fields.toString());
                    }

                    @Override
                    public void refused(String code, String text) {
                        int status = code.equals(ErrorCode.BAD_FIELD.name())
                                ? 422
                                : code.equals(ErrorCode.NOT_ALLOWED.name()) ? 403 : 400;
                        call.refuse(status, code, text);
                    }
                }));
    }

    private void list(Call call) {
        String account = call.query("account");
        Long from = call.boundOrNull("from", 0);
        Long to = call.boundOrNull("to", Long.MAX_VALUE);
        if (!call.login.user().maySee(account)) {
            call.refuse(403, ErrorCode.NOT_ALLOWED.name(), "account: " + account + " (expected: one of yours)");
        } else if (from == null || to == null) {
            call.refuse(422, ErrorCode.BAD_FIELD.name(), "from, to: (expected: epoch nanoseconds)");
        } else {
            boolean csv = call.query("format").equals("csv");
            boolean orders = call.request.path().equals("orders");
            if (csv) {
                String text = orders ? tables.ordersCsv(account, from, to) : tables.fillsCsv(account, from, to);
                call.answer(ApiReply.text("text/csv; charset=utf-8", text));
            } else {
                call.json(200, orders ? tables.orders(account, from, to) : tables.fills(account, from, to));
            }
        }
    }

    private void bars(Call call) {
        SymbolMarket market = view.marketOrNull(call.query("symbol"));
        BarSize size = BarSize.ofWordOrNull(call.query("size"));
        Long from = call.boundOrNull("from", 0);
        Long to = call.boundOrNull("to", Long.MAX_VALUE);
        if (market == null) {
            call.refuse(404, ErrorCode.UNKNOWN_SYMBOL.name(), "symbol: " + call.query("symbol") + " is not traded");
        } else if (size == null || from == null || to == null) {
            call.refuse(
                    422,
                    ErrorCode.BAD_FIELD.name(),
                    "size, from, to: (expected: ticks 1s 1m 5m 15m 1h, epoch nanoseconds)");
        } else {
            call.json(200, tables.bars(market.barsSince(size, -1, MAX_BARS), from, to));
        }
    }
}
