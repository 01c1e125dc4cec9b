package io.atlas.console.socket;

import static io.atlas.console.view.ConsoleRig.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atlas.console.view.ConsoleRig;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderState;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page gets and when: rates, slow pages, overflow, coming back. */
class PacesTest extends HubRig {
    @Test
    void aStateIsShownTenTimesASecondWhateverChanges() {
        book();
        HandSocket socket = page(ConsoleRig.TRADER);
        say(socket, "{op:'sub',id:'b',ch:'book',args:{symbol:'BTC-USD'}}");
        say(socket, "{op:'sub',id:'m',ch:'balances',args:{account:'DESK-1'}}");
        socket.take("snap");
        livelyBook(1_000);
        assertThat(socket.frames())
                .filteredOn(frame -> frame.path("id").asText().equals("b"))
                .hasSizeBetween(9, 11);
        assertThat(socket.frames())
                .filteredOn(frame -> frame.path("id").asText().equals("m"))
                .hasSizeLessThan(5);
    }

    @Test
    void aHiddenPageGetsOneAndHeartbeatsSayTheRate() {
        book();
        HandSocket socket = page(ConsoleRig.TRADER);
        say(socket, "{op:'sub',id:'b',ch:'book',args:{symbol:'BTC-USD'}}");
        say(socket, "{op:'lag',hidden:true}");
        livelyBook(3_000, socket);
        List<JsonNode> frames = socket.frames();
        assertThat(frames)
                .filteredOn(frame -> frame.path("t").asText().equals("delta"))
                .hasSizeBetween(2, 4);
        assertThat(frames)
                .filteredOn(frame -> frame.path("t").asText().equals("hb"))
                .hasSizeBetween(2, 3)
                .allSatisfy(beat -> assertThat(beat.path("hz").asInt()).isEqualTo(1));
        say(socket, "{op:'lag'}");
        socket.take("hb");
        livelyBook(1_000, socket);
        assertThat(socket.take("hb").get(0).path("hz").asInt()).isEqualTo(10);
    }

    @Test
    void aQuietMarketSendsNothingButHeartbeats() {
        book();
        HandSocket socket = page(ConsoleRig.TRADER);
        say(socket, "{op:'sub',id:'b',ch:'book',args:{symbol:'BTC-USD'}}");
        say(socket, "{op:'sub',id:'t',ch:'top'}");
        say(socket, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        pass(200);
        socket.take("snap");
        pass(1_500, socket);
        assertThat(socket.frames())
                .extracting(frame -> frame.path("t").asText())
                .containsOnly("hb");
    }

    @Test
    void aSlowPageIsShownLessAndMoreAgainWhenItIsWell() {
        book();
        HandSocket socket = page(ConsoleRig.TRADER);
        HandSocket other = page(ConsoleRig.TRADER);
        say(socket, "{op:'sub',id:'b',ch:'book',args:{symbol:'BTC-USD'}}");
        say(other, "{op:'sub',id:'b',ch:'book',args:{symbol:'BTC-USD'}}");
        socket.writable = false;
        socket.take("snap");
        other.take("snap");
        livelyBook(2_500, other);
        assertThat(socket.frames()).isEmpty();
        assertThat(other.take("delta")).hasSizeBetween(24, 26);
        socket.writable = true;
        int[] expected = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 5};
        for (int rate : expected) {
            socket.take("hb");
            livelyBook(1_000, socket, other);
            assertThat(socket.frames())
                    .filteredOn(frame -> frame.path("t").asText().equals("delta"))
                    .hasSizeBetween(Math.max(1, rate - 1), rate + 1);
        }
        assertThat(socket.closeCode).isZero();
    }

    @Test
    void aPageThatNeverReadsIsClosedAfterFifteenSeconds() {
        HandSocket socket = page(ConsoleRig.TRADER);
        HandSocket other = page(ConsoleRig.TRADER);
        socket.writable = false;
        pass(14_900, other);
        assertThat(socket.closeCode).isZero();
        pass(300, other);
        assertThat(List.of(socket.closeCode, other.closeCode)).isEqualTo(List.of(4008, 0));
        assertThat(hub.lost()).isEqualTo(1);
    }

    @Test
    void aPageThatAnswersNoPingIsSlowAfterFourSecondsAndLostAfterFifteenMore() {
        HandSocket socket = page(ConsoleRig.TRADER);
        pass(7_500);
        assertThat(socket.take("hb"))
                .last()
                .satisfies(beat -> assertThat(beat.path("hz").asInt()).isLessThan(10));
        pass(13_000);
        assertThat(socket.closeCode).isZero();
        pass(1_000);
        assertThat(socket.closeCode).isEqualTo(4008);
    }

    @Test
    void theRoundTripIsTold() {
        HandSocket socket = page(ConsoleRig.TRADER);
        pass(3_500, socket);
        assertThat(socket.take("hb"))
                .last()
                .satisfies(beat -> assertThat(beat.path("rtt").asDouble()).isPositive());
    }

    @Test
    void eventsWaitForASlowPageAndNoneIsMissing() {
        HandSocket socket = page(ConsoleRig.TRADER);
        say(socket, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        socket.take("snap");
        socket.writable = false;
        manyOrders(0, 500);
        assertThat(socket.frames()).isEmpty();
        socket.writable = true;
        pass(100);
        assertThat(socket.take("delta")).hasSize(500).last().satisfies(delta -> assertThat(
                        delta.path("items").path(0).path("key").asText())
                .isEqualTo("C-499"));
    }

    @Test
    void anOverflowCutsThatChannelAndASnapshotMakesItWhole() {
        HandSocket socket = page(ConsoleRig.TRADER);
        HandSocket other = page(ConsoleRig.TRADER);
        say(socket, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        say(socket, "{op:'sub',id:'t',ch:'top'}");
        say(other, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        other.take("snap");
        socket.writable = false;
        socket.take("snap");
        manyOrders(0, 10_100);
        socket.writable = true;
        pass(100);
        assertThat(other.take("delta")).hasSize(10_100);
        assertThat(socket.take("resync"))
                .singleElement()
                .satisfies(cut -> assertThat(cut.path("id").asText()).isEqualTo("o"));
        assertThat(hub.resyncs()).isEqualTo(1);
        say(socket, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        assertThat(socket.take("snap").get(0).path("items")).hasSize(10_100); // All open ones.
    }

    @Test
    void aPageThatComesBackGetsWhatItMissed() {
        HandSocket before = page(ConsoleRig.TRADER);
        say(before, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        manyOrders(0, 3);
        hub.closed(before);
        manyOrders(3, 5);
        HandSocket after = open(ConsoleRig.TRADER);
        say(after, "{op:'hello',v:1,resume:{epoch:'e1',ch:{o:3,t:9}}}");
        say(after, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        List<JsonNode> deltas = after.frames().stream()
                .filter(frame -> frame.path("id").asText().equals("o"))
                .toList();
        assertThat(deltas)
                .extracting(
                        frame -> frame.path("t").asText() + frame.path("from").asLong())
                .containsExactly("delta3", "delta4");
        after.take("delta");
        say(after, "{op:'sub',id:'t',ch:'top'}");
        assertThat(after.take("snap")).hasSize(1); // A state begins anew.
    }

    @ParameterizedTest
    @CsvSource({"e1, 2, delta", "e0, 2, snap", "e1, 3, snap", "e1, -1, snap"})
    void aResumeIsGoodOnlyForTheSameRunAndAKnownSeq(String epoch, long seq, String type) {
        HandSocket before = page(ConsoleRig.TRADER);
        say(before, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        manyOrders(0, 2);
        HandSocket after = open(ConsoleRig.TRADER);
        say(after, "{op:'hello',v:1,resume:{epoch:'" + epoch + "',ch:{o:" + seq + "}}}");
        say(after, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        assertThat(after.take(type))
                .singleElement()
                .satisfies(frame -> assertThat(frame.path("seq").asLong()).isEqualTo(2));
    }

    /** Orders by random moves; two pages, one of them stopped at random: at the end both hold what the view holds. */
    @Test
    void snapshotAndDeltasGiveTheOrdersWhateverHappens() {
        Random random = new Random(3);
        HandSocket slow = page(ConsoleRig.TRADER);
        say(slow, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        Map<String, Long> ids = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            String key = "C-" + random.nextInt(60);
            if (!ids.containsKey(key)) {
                ids.put(key, rig.newOrder("DESK-1", key, Side.BUY, "4", "50000"));
            } else {
                OrderState state = random.nextInt(4) == 0 ? OrderState.CANCELED : OrderState.NEW;
                Kind kind = state == OrderState.NEW ? Kind.ACCEPTED : Kind.CANCELED;
                rig.event(kind, order(ids.get(key), "DESK-1", key, state, "4", "0"), Reason.NONE);
            }
            slow.writable = random.nextInt(5) > 0;
            pass(10);
        }
        slow.writable = true;
        pass(100);
        Map<String, String> held = new HashMap<>();
        long seq = -1;
        for (JsonNode frame : slow.frames()) {
            if (frame.path("id").asText().equals("o")) {
                assertThat(seq < 0 || frame.path("from").asLong() == seq).isTrue();
                seq = frame.path("seq").asLong();
                frame.path("items")
                        .forEach(item -> held.put(
                                item.path("key").asText(), item.path("word").asText()));
            }
        }
        Map<String, String> shown = new HashMap<>();
        rig.view.orders("DESK-1").forEach(one -> shown.put(one.key(), one.word().name()));
        assertThat(held).isEqualTo(shown).hasSizeGreaterThan(50);
    }
}
