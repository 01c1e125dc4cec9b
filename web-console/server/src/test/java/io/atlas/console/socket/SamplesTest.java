package io.atlas.console.socket;

import static io.atlas.console.view.ConsoleRig.order;
import static io.atlas.console.view.ConsoleRig.traded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.console.view.ConsoleRig;
import io.atlas.console.view.Health;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The samples that the page's tests read have the shape of what the server sends: each field of a sample is one the server sends, of
 * the same kind, and the other way round.
 */
class SamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SAMPLES = Path.of("..", "protocol", "samples");
    /** Shown only now and then: a sample has them, a frame need not. */
    private static final Set<String> OPTIONAL = Set.of(
            "items[].pending:STRING",
            "items[].reason:STRING",
            "items[].text:STRING",
            "items[].clOrdId:STRING",
            "items[].orderId:STRING",
            "items[].mended:STRING",
            "items[].avgPx:STRING",
            "gateway:NUMBER",
            "kafka:NUMBER",
            "oms:NUMBER",
            "venue:NUMBER",
            "push:NUMBER",
            "e2eP50:NUMBER",
            "e2eP99:NUMBER",
            "rtt:NUMBER");

    private final ConsoleRig rig = new ConsoleRig().step();
    private final PageHub hub = new PageHub(
            rig.view,
            (user, what, args, answer) -> answer.result(JsonNodeFactory.instance.objectNode()),
            "e1",
            rig.nowNs);
    private final HandSocket socket = new HandSocket(1, ConsoleRig.TRADER);

    private static JsonNode sample(String name) {
        try {
            return JSON.readTree(SAMPLES.resolve(name + ".json").toFile());
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static Set<String> shape(JsonNode frame) {
        Set<String> shape = new TreeSet<>();
        shape(frame, "", shape);
        return shape;
    }

    private static void shape(JsonNode node, String place, Set<String> shape) {
        if (node.isObject()) {
            boolean byId = place.equals("ch");
            node.properties()
                    .forEach(field -> shape(
                            field.getValue(),
                            (place.isEmpty() ? "" : place + '.') + (byId ? "*" : field.getKey()),
                            shape));
        } else if (node.isArray()) {
            node.forEach(one -> shape(one, place + "[]", shape));
        } else {
            shape.add(place + ':' + node.getNodeType());
        }
    }

    private static void same(JsonNode sent, JsonNode sample) {
        Set<String> expected = shape(sample);
        Set<String> actual = shape(sent);
        actual.addAll(OPTIONAL.stream().filter(expected::contains).toList());
        expected.addAll(OPTIONAL.stream().filter(actual::contains).toList());
        assertThat(actual).isEqualTo(expected);
    }

    private void live() {
        hub.opened(socket);
        hub.received(socket, "{\"op\":\"hello\",\"v\":1}");
        rig.deposit("DESK-1", "USD", "1000000");
        rig.balance("DESK-1", "BTC", "1", "0");
        rig.view.health().set("gateway", Health.State.OK, "DESK logged on");
        rig.event(Kind.QUARANTINED, order(0, "OTHER-1", "C-0", OrderState.CANCELED, "1", "0"), Reason.NONE);
        rig.fix("DESK", true, 1, "D", "11=C-1|54=1|55=BTC-USD|38=4|44=50000|");
        rig.fix("DESK", false, 1, "8", "11=C-1|150=A|");
        everythingMoves();
    }

    private void everythingMoves() {
        rig.book("BTC-USD", List.of("50000", "1"), List.of("50002", "1"));
        rig.book("ETH-USD", List.of("2500", "1"), List.of("2502", "1"));
        long id = rig.newOrder("DESK-1", "C-" + rig.nowNs, Side.BUY, "4", "50000");
        String key = "C-" + rig.nowNs;
        rig.event(
                List.of(new OrderChange(
                        Kind.OPENED,
                        order(id, "DESK-1", key, OrderState.PENDING_SUBMIT, "4", "0"),
                        null,
                        Reason.NONE,
                        null)),
                rig.stamps(1, 0, 1, 3));
        rig.event(
                List.of(ConsoleRig.trade(order(id, "DESK-1", key, OrderState.PARTIALLY_FILLED, "4", "1"), "1")),
                rig.stamps(4, 6, 8));
        for (int i = 0; i < 12; i++) {
            rig.trades(traded("50001", "1", Side.SELL, id), ethTrade());
            rig.update("BTC-USD", List.of("50000", "1." + i), List.of());
            rig.after(1_000);
        }
    }

    private static VenueReport.Traded ethTrade() {
        long px = ConsoleRig.px("2501");
        return new VenueReport.Traded("ETH-USD", px, ConsoleRig.px("1"), OrderIds.NONE, OrderIds.NONE, Side.BUY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instruments",
                "top",
                "book",
                "tape",
                "bars",
                "tiles",
                "balances",
                "orders",
                "fills",
                "sessions",
                "fix",
                "latency",
                "health",
                "alarms"
            })
    void aSnapshotHasTheShapeOfItsSample(String channel) {
        live();
        rig.fix("DESK", true, 1, "A", "108=30|");
        rig.step();
        JsonNode sample = sample(channel);
        socket.take("welcome");
        hub.received(
                socket,
                "{\"op\":\"sub\",\"id\":\"s\",\"ch\":\"" + channel + "\",\"args\":" + sample.path("args") + '}');
        JsonNode snap = socket.take("snap").get(0);
        same(snap, channel.equals("alarms") ? asSnap(sample.path("delta")) : sample.path("snap"));
    }

    /** The sample of a list that is usually empty has its items in the delta. */
    private static JsonNode asSnap(JsonNode delta) {
        ObjectNode snap = delta.deepCopy();
        snap.remove("from");
        return snap;
    }

    @Test
    void theOtherMessagesHaveTheShapeOfTheirSamples() {
        hub.opened(socket);
        hub.received(socket, "{\"op\":\"hello\",\"v\":1}");
        same(socket.take("welcome").get(0), sample("welcome"));
        hub.received(socket, "{\"op\":\"sub\",\"id\":\"s9\",\"ch\":\"book\",\"args\":{\"symbol\":\"XYZ-USD\"}}");
        same(socket.take("err").get(0), sample("err"));
        hub.received(socket, "{\"op\":\"sub\",\"id\":\"s1\",\"ch\":\"top\"}");
        for (int i = 0; i < 3; i++) {
            rig.after(1_000);
            hub.doWork(rig.nowNs);
        }
        List<JsonNode> frames = socket.frames();
        same(first(frames, "ping"), sample("ping"));
        same(first(frames, "hb"), sample("hb"));
        String raw =
                sample("fix").path("snap").path("items").path(0).path("raw").asText();
        hub.received(
                socket,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("op", "req")
                        .put("id", "q2")
                        .put("what", "decode")
                        .set("args", JsonNodeFactory.instance.objectNode().put("raw", raw))
                        .toString());
        assertThat(socket.take("res").get(0)).isEqualTo(sample("decode"));
    }

    private static JsonNode first(List<JsonNode> frames, String type) {
        return frames.stream()
                .filter(frame -> frame.path("t").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
