package io.atlas.console;

import static io.atlas.console.ConsoleRun.field;
import static io.atlas.console.ConsoleRun.terms;
import static io.atlas.console.ConsoleRun.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atlas.console.client.Role;
import io.atlas.console.client.User;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of a page over real HTTP: what is right is answered, what is not is refused with a code, and nothing is sent by it. */
class RestTest {
    @TempDir
    Path folder;

    private ConsoleRun run;

    @BeforeEach
    void start() {
        run = new ConsoleRun(folder, RestTest::withOthers);
        await().until(() -> run.http.port() > 0 && balancesKnown());
    }

    private boolean balancesKnown() {
        return run.login("trader").get("/api/accounts").body().contains("\"available\":\"1000000\"");
    }

    /** Beside the trader: who only looks on, and somebody of another desk. */
    private static ConsoleConfig withOthers(ConsoleConfig demo) {
        List<ConsoleConfig.Login> users = new ArrayList<>(demo.users());
        users.add(new ConsoleConfig.Login(
                new User("viewer", Set.of(Role.VIEWER), List.of("DESK-1"), List.of(), "DESK"),
                demo.users().get(0).password()));
        users.add(new ConsoleConfig.Login(
                new User("other", Set.of(Role.VIEWER, Role.TRADER), List.of("ALGO1-1"), List.of(), "ALGO1"),
                demo.users().get(0).password()));
        return new ConsoleConfig(users, demo.desks(), demo.warnings(), demo.presets(), demo.hostNames());
    }

    @AfterEach
    void stop() {
        run.close();
    }

    private static void refused(HttpResponse<String> answer, int status, String code, String text) {
        assertThat(answer.statusCode() + " " + answer.body())
                .startsWith(status + " ")
                .contains("\"code\":\"" + code + "\"");
        assertThat(field(answer.body(), "id")).isNotEmpty();
        assertThat(answer.body()).contains(text);
    }

    private String previewId(String terms) {
        HttpResponse<String> answer = run.send("POST", "/api/preview", terms, Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        return field(answer.body(), "previewId");
    }

    @Test
    void meTellsWhoIsIn() {
        assertThat(run.get("/api/me").body())
                .contains("\"user\":\"trader\"", "\"roles\":[\"viewer\",\"trader\",\"tester\",\"operator\",\"demo\"]")
                .contains("\"accounts\":[\"DESK-1\"]", "\"desk\":\"DESK\"", "\"startCash\":{\"DESK-1\":\"1000000\"}");
    }

    @Test
    void theCookieIsOutOfReachForScriptsAndOtherSitesAndNamesThePort() {
        HttpResponse<String> answer =
                run.send("POST", "/api/login", "{\"user\":\"trader\",\"password\":\"atlas-demo\"}", Map.of());

        assertThat(answer.headers().allValues("set-cookie"))
                .anyMatch(each -> each.startsWith("atlas-session-" + run.http.port() + '=')
                        && each.contains("HTTPOnly")
                        && each.contains("SameSite=Strict"))
                .anyMatch(each -> each.startsWith("atlas-csrf-" + run.http.port() + '=') && !each.contains("HTTPOnly"));
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void anOrderIsSentOnceHoweverOftenItIsAskedFor() {
        String order = terms("BUY", "1", "49000");
        HttpResponse<String> first = run.order("K-1", order);
        HttpResponse<String> again = run.order("K-1", order);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).contains("\"key\":\"K-1\"", "\"word\":\"WAITING\"", "\"source\":\"CONSOLE\"");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(run.gateway.sent).containsExactly("D K-1 BTC-USD BUY 1 49000");
        refused(run.order("K-1", terms("BUY", "2", "49000")), 409, "CONFLICT", "K-1 was used for other terms");
        assertThat(run.get("/api/orders?account=DESK-1").body()).contains("\"key\":\"K-1\"");
        assertThat(run.get("/api/orders?account=DESK-1&format=csv").body()).contains("K-1,", ",49000,");
    }

    @Test
    void aRetryAfterARestartFindsTheOrderInTheLog() {
        run.order("K-1", terms("BUY", "1", "49000"));
        run = run.restarted();
        await().until(() ->
                run.login("trader").get("/api/orders?account=DESK-1").body().contains("\"key\":\"K-1\""));

        assertThat(run.order("K-1", terms("BUY", "1", "49000")).statusCode()).isEqualTo(200);
        refused(run.order("K-1", terms("SELL", "1", "49000")), 409, "CONFLICT", "K-1");
        assertThat(run.gateway.sent).hasSize(1);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            qty     | 0.123456789 | qty: 0.123456789 (expected: a multiple of 0.00001
            qty     | 0.000001    | qty: 0.000001 (expected: a multiple of 0.00001
            px      | 49000.001   | px: 49000.001 (expected: a multiple of 0.01
            side    | UP          | side: UP (expected: one of BUY SELL)
            """)
    void aFieldThatIsWrongIsNamed(String field, String value, String text) {
        String wrong = terms("BUY", "1", "49000")
                .replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + value + "\"");

        refused(run.order("K-1", wrong), 422, "BAD_FIELD", text);
        assertThat(run.gateway.sent).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Origin       | http://evil.example | 403 | FORGED
            Origin       | http://localhost:1  | 403 | FORGED
            Origin       | ''                  | 403 | FORGED
            X-CSRF-Token | wrong               | 403 | FORGED
            X-CSRF-Token | ''                  | 403 | FORGED
            Cookie       | ''                  | 401 | LOGIN_NEEDED
            Cookie       | atlas-session-1=x   | 401 | LOGIN_NEEDED
            """)
    void whatIsForgedIsRefused(String header, String value, int status, String code) {
        HttpResponse<String> answer = run.send(
                "POST", "/api/orders", terms("BUY", "1", "49000"), Map.of("Idempotency-Key", "K-1", header, value));

        refused(answer, status, code, "");
        assertThat(run.gateway.sent).isEmpty();
    }

    @Test
    void keysThatAreNoClOrdIdsAreRefused() {
        refused(run.order("a b", terms("BUY", "1", "49000")), 400, "BAD_REQUEST", "Idempotency-Key: malformed");
        refused(run.order("x".repeat(37), terms("BUY", "1", "49000")), 400, "BAD_REQUEST", "Idempotency-Key");
        refused(
                run.send("POST", "/api/orders", terms("BUY", "1", "49000"), Map.of()),
                400,
                "BAD_REQUEST",
                "Idempotency-Key: missing");
        refused(run.order("K-1", "[1]"), 400, "BAD_REQUEST", "not a JSON object");
        refused(run.order("K-1", "{\"a\":".repeat(100)), 400, "BAD_REQUEST", "not a JSON object");
    }

    @Test
    void anAccountOrOrderOfSomebodyElseIsOutOfReach() {
        String foreign = terms("BUY", "1", "49000").replace("DESK-1", "ALGO1-1");
        refused(run.order("K-1", foreign), 403, "NOT_ALLOWED", "account: ALGO1-1");
        refused(run.send("POST", "/api/preview", foreign, Map.of()), 403, "NOT_ALLOWED", "account: ALGO1-1");
        refused(run.get("/api/orders?account=ALGO1-1"), 403, "NOT_ALLOWED", "account: ALGO1-1");
        refused(run.get("/api/fills?account="), 403, "NOT_ALLOWED", "account");
        run.order("MINE", terms("BUY", "1", "49000"));

        run.login("other");
        refused(
                run.send("DELETE", "/api/orders/MINE", null, Map.of("Idempotency-Key", "C-1")),
                404,
                "NOT_FOUND",
                "order: MINE");
        refused(
                run.send("PUT", "/api/orders/MINE", "{\"qty\":\"2\",\"px\":\"1\"}", Map.of("Idempotency-Key", "C-1")),
                404,
                "NOT_FOUND",
                "order: MINE");
        run.login("viewer");
        refused(run.order("K-2", terms("BUY", "1", "49000")), 403, "NOT_ALLOWED", "trader is needed");
        refused(
                run.send("POST", "/api/orders/cancel-all", "{\"account\":\"DESK-1\"}", Map.of()),
                403,
                "NOT_ALLOWED",
                "trader is needed");
        assertThat(run.gateway.sent).hasSize(1);
    }

    @Test
    void anOrderLeavesByAPreviewOfItsTermsAndThePreviewIsRecorded() {
        String order = terms("BUY", "10", "50000");
        String id = previewId(order);

        assertThat(run.order("K-1", with(order, "previewId", id)).statusCode()).isEqualTo(202);
        List<String> records = new ArrayList<>();
        run.onAgent(() -> {
            for (int partition = 0; partition < 4; partition++) {
                for (LogRecord record : run.store.records(Topics.PREVIEWS, partition)) {
                    records.add(new String(record.key(), StandardCharsets.UTF_8)
                            + ' '
                            + new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        });
        assertThat(records).singleElement().satisfies(record -> assertThat(record)
                .startsWith("K-1 {\"v\":1,\"type\":\"RISK_PREVIEW\"")
                .contains("\"user\":\"trader\"", "\"previewId\":\"" + id + "\"", "HIGH_NOTIONAL"));
    }

    @Test
    void aPreviewOfOtherTermsOfAnotherUserOrOfNobodyIsStale() {
        String id = previewId(terms("BUY", "1", "49000"));
        String order = terms("BUY", "2", "49000");

        refused(run.order("K-1", with(order, "previewId", id)), 409, "STALE", "made for other terms");
        refused(run.order("K-1", with(order, "previewId", "P9")), 409, "STALE", "from before a restart");
        run.login("other");
        String foreign = terms("BUY", "1", "49000").replace("DESK-1", "ALGO1-1");
        refused(run.order("K-1", with(foreign, "previewId", id)), 409, "STALE", "from before a restart");
        assertThat(run.gateway.sent).isEmpty();
    }

    @Test
    void moneyThatHasGoneSinceThePreviewMakesItStale() {
        String order = terms("BUY", "1", "49000");
        String id = previewId(order);
        run.onAgent(() -> run.gateway.balance("DESK-1", "USD", "40000", "960000"));
        await().until(() -> run.get("/api/accounts").body().contains("\"available\":\"40000\""));

        refused(run.order("K-1", with(order, "previewId", id)), 409, "STALE", "since the preview: Insufficient funds");
        assertThat(run.gateway.sent).isEmpty();
    }

    @Test
    void aPreviewThatForbadeForbids() {
        String order = terms("BUY", "30", "49000");

        refused(run.order("K-1", with(order, "previewId", previewId(order))), 409, "NOT_ALLOWED", "INSUFFICIENT_FUNDS");
    }

    @Test
    void ordersAreAmendedAndCanceledOnceEach() {
        run.order("K-1", terms("BUY", "1", "49000"));
        String change = "{\"qty\":\"2\",\"px\":\"48000\"}";

        assertThat(run.send("PUT", "/api/orders/K-1", change, Map.of("Idempotency-Key", "G-1"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(run.send("PUT", "/api/orders/K-1", change, Map.of("Idempotency-Key", "G-1"))
                        .statusCode())
                .isEqualTo(200);
        refused(
                run.send("DELETE", "/api/orders/K-1", null, Map.of("Idempotency-Key", "G-1")),
                409,
                "CONFLICT",
                "other terms");
        HttpResponse<String> canceled = run.send("DELETE", "/api/orders/K-1", null, Map.of("Idempotency-Key", "F-1"));
        assertThat(canceled.statusCode()).isEqualTo(202);
        assertThat(canceled.body()).contains("\"pending\":\"CANCEL\"");
        refused(
                run.send(
                        "PUT",
                        "/api/orders/K-1",
                        "{\"qty\":\"0.123456789\",\"px\":\"1\"}",
                        Map.of("Idempotency-Key", "G-2")),
                422,
                "BAD_FIELD",
                "qty: 0.123456789");
        assertThat(run.gateway.sent.get(1)).isEqualTo("G K-1 2 48000");
        assertThat(run.gateway.sent.get(2)).startsWith("F K-1 ");
        assertThat(run.gateway.sent).hasSize(3);
    }

    @Test
    void cancelAllCancelsEachOpenOrderOfTheAccountOnce() {
        run.order("K-1", terms("BUY", "1", "49000"));
        run.order("K-2", terms("BUY", "1", "48000"));

        assertThat(run.send("POST", "/api/orders/cancel-all", "{\"account\":\"DESK-1\"}", Map.of())
                        .body())
                .isEqualTo("{\"count\":2}");
        assertThat(run.send("POST", "/api/orders/cancel-all", "{\"account\":\"DESK-1\"}", Map.of())
                        .body())
                .isEqualTo("{\"count\":0}");
        refused(
                run.send("POST", "/api/orders/cancel-all", "{\"account\":\"DESK-1\",\"symbol\":\"X\"}", Map.of()),
                422,
                "BAD_FIELD",
                "symbol: X");
    }

    @Test
    void withoutTheGatewayNothingIsSentAndHealthSaysSo() {
        run.gateway.up = false;

        refused(run.order("K-1", terms("BUY", "1", "49000")), 503, "UNAVAILABLE", "nothing was sent");
        assertThat(run.get("/api/orders?account=DESK-1").body()).doesNotContain("K-1");
        await().untilAsserted(() -> {
            HttpResponse<String> health = run.get("/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("\"part\":\"gateway\",\"state\":\"DOWN\"");
        });
    }

    @Test
    void healthIsWellOnceEveryBookIsLive() {
        for (String symbol : List.of("ETH-USD", "AAPL-USD", "EUR-USD")) {
            run.feed.book(symbol, "1", "2");
        }
        await().untilAsserted(() -> {
            run.feed.book("BTC-USD", "49999", "50001");
            HttpResponse<String> health = run.get("/health");
            assertThat(health.statusCode() + " " + health.body()).startsWith("200 {\"overall\":\"OK\"");
        });
        await().until(run.service::ready);
    }

    @Test
    void metricsAreToldInPrometheusWords() {
        run.order("K-1", terms("BUY", "1", "49000"));

        await().untilAsserted(() -> assertThat(run.get("/metrics").body())
                .contains("atlas_console_orders_total 1.0", "jvm_memory_used_bytes", "atlas_console_inbox "));
    }

    @Test
    void preferencesAreKept() {
        assertThat(run.get("/api/prefs").body()).isEqualTo("{}");
        assertThat(run.send("PUT", "/api/prefs", "{\"palette\":\"cvd\"}", Map.of())
                        .statusCode())
                .isEqualTo(204);
        assertThat(run.get("/api/prefs").body()).isEqualTo("{\"palette\":\"cvd\"}");
        String large = "{\"a\":\"" + "x".repeat(66_000) + "\"}";
        assertThat(run.send("PUT", "/api/prefs", large, Map.of()).statusCode()).isEqualTo(413);
        HttpResponse<String> tooLarge =
                run.send("PUT", "/api/prefs", "{\"a\":\"" + "x".repeat(80_000) + "\"}", Map.of());
        refused(tooLarge, 413, "BAD_REQUEST", "body: too large (expected: <= 68 KiB)");
    }

    @Test
    void anUnknownSymbolIsNamedSo() {
        refused(
                run.order("K-1", with(terms("BUY", "1", "49000"), "symbol", "XYZ-USD")),
                422,
                "UNKNOWN_SYMBOL",
                "symbol: XYZ-USD (expected: one of BTC-USD");
    }

    @Test
    void tenWrongPasswordsAreSlowedDown() {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            statuses.add(run.send("POST", "/api/login", "{\"user\":\"viewer\",\"password\":\"no\"}", Map.of())
                    .statusCode());
        }

        assertThat(statuses.subList(0, 3)).containsOnly(401);
        assertThat(statuses.subList(3, 10)).contains(429);
        // Whoever is in stays in.
        assertThat(run.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void whoLogsOutIsOut() {
        assertThat(run.send("POST", "/api/logout", "", Map.of()).statusCode()).isEqualTo(204);
        refused(run.get("/api/me"), 401, "LOGIN_NEEDED", "");
    }

    @Test
    void unknownPathsAndEscapesAreRefused() {
        refused(run.get("/api/nothing"), 404, "NOT_FOUND", "no such call");
        refused(run.get("/nothing.js"), 404, "NOT_FOUND", "no such page");
        refused(run.get("/..%2f..%2fetc/passwd"), 404, "NOT_FOUND", "no such page");
        refused(run.send("POST", "/", "", Map.of()), 405, "BAD_REQUEST", "only GET");
        assertThat(run.get("/").statusCode()).isEqualTo(200);
        assertThat(run.get("/").headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void aMessageIsDecoded() {
        assertThat(run.send("POST", "/api/fix/decode", "{\"raw\":\"8=FIX.4.4|9=5|35=0|10=000|\"}", Map.of())
                        .body())
                .contains("\"typeName\":\"Heartbeat\"");
    }
}
