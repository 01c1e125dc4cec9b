package io.atlas.console;

import static io.atlas.console.ConsoleRun.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atlas.console.order.FixAnswer;
import io.atlas.console.order.FixAnswer.Kind;
import io.atlas.console.preview.Terms;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders whose decision is not seen: asked for, and settled by the log or by the gateway's last word. */
class UndecidedTest {
    private static final Terms TERMS = new Terms(
            "DESK-1", "BTC-USD", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, FixedPoint.ONE, 49_000 * FixedPoint.ONE);

    @TempDir
    Path folder;

    private ConsoleRun run;

    @BeforeEach
    void start() {
        run = new ConsoleRun(folder, demo -> demo).login("trader");
        run.gateway.recording = false;
        run.order("K-1", terms("BUY", "1", "49000"));
    }

    @AfterEach
    void stop() {
        run.close();
    }

    private String orders() {
        return run.get("/api/orders?account=DESK-1").body();
    }

    private void answer(Kind kind, String clOrdId, String text) {
        run.gateway.answers.add(new FixAnswer(kind, "DESK", clOrdId, text));
    }

    @Test
    void whatTheLogDoesNotShowInTimeIsAskedFor() {
        assertThat(orders()).contains("\"word\":\"WAITING\"").doesNotContain("orderId", "unknown, checking");

        await().untilAsserted(() -> assertThat(run.gateway.sent).contains("H K-1"));
        assertThat(orders()).contains("unknown, checking");

        run.onAgent(() -> run.gateway.record("K-1", TERMS));
        await().untilAsserted(() -> assertThat(orders()).contains("orderId").doesNotContain("unknown, checking"));
    }

    @Test
    void aLostSessionMakesItUnknownAndALogonAsksAtOnce() {
        answer(Kind.LOGGED_OUT, "", "");
        await().untilAsserted(() -> assertThat(orders()).contains("unknown, checking"));

        answer(Kind.LOGGED_ON, "", "");
        await().untilAsserted(() -> assertThat(run.gateway.sent).contains("H K-1"));
    }

    @Test
    void whatTheGatewayHasNeverHeardOfIsRejectedWithoutAReservation() {
        answer(Kind.UNKNOWN, "K-1", "");

        await().untilAsserted(() -> assertThat(orders())
                .contains("\"word\":\"REJECTED\"", "not processed: the gateway has no such request"));
    }

    @Test
    void anUnknownThatTheLogOvertakesIsForgotten() {
        answer(Kind.UNKNOWN, "K-1", "");
        run.onAgent(() -> run.gateway.record("K-1", TERMS));

        await().untilAsserted(() -> assertThat(orders()).contains("orderId", "\"word\":\"WAITING\""));
    }

    @Test
    void aBusinessRejectEndsTheOrder() {
        answer(Kind.NOT_PROCESSED, "K-1", "THROTTLED");

        await().untilAsserted(() -> assertThat(orders()).contains("\"word\":\"REJECTED\"", "not processed: THROTTLED"));
        // The key stays used: a retry gets the order it made.
        assertThat(run.order("K-1", terms("BUY", "1", "49000")).statusCode()).isEqualTo(200);
    }

    @Test
    void aCancelThatWasNotProcessedLeavesTheOrder() {
        run.onAgent(() -> run.gateway.record("K-1", TERMS));
        await().untilAsserted(() -> assertThat(orders()).contains("orderId"));
        run.send("DELETE", "/api/orders/K-1", null, Map.of("Idempotency-Key", "F-1"));
        assertThat(orders()).contains("\"pending\":\"CANCEL\"");

        answer(Kind.NOT_PROCESSED, "F-1", "THROTTLED");
        await().untilAsserted(() -> assertThat(orders())
                .contains("\"word\":\"WAITING\"", "not processed: THROTTLED")
                .doesNotContain("pending"));
    }
}
