package io.atlas.console.socket;

import static io.atlas.console.view.ConsoleRig.traded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atlas.console.view.ConsoleRig;
import io.atlas.domain.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHubTest extends HubRig {
    @Test
    void aPageIsWelcomedWithItsUserAndToken() {
        HandSocket socket = open(ConsoleRig.TRADER);
        say(socket, "{op:'hello',v:1}");
        JsonNode welcome = socket.take("welcome").get(0);
        assertThat(welcome.path("user").asText()).isEqualTo("trader");
        assertThat(welcome.path("csrf").asText()).isEqualTo("token");
        assertThat(welcome.path("epoch").asText()).isEqualTo("e1");
        assertThat(welcome.path("serverTime").asText()).isEqualTo(Long.toString(rig.nowNs));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[1]",
                "\"text\"",
                "{}",
                "{'op':'sub','id':'a','ch':'top'}",
                "{'op':'hello','v':2}",
                "{'op':'hello'}",
                "{'op':'hello','v':1} trailing {",
                "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':1}}}}}}}}}}}}}}}}}}}}}"
            })
    void aPageThatDoesNotBeginWithHelloIsClosed(String frame) {
        HandSocket socket = open(ConsoleRig.TRADER);
        hub.received(socket, frame.replace('\'', '"'));
        assertThat(socket.closeCode).isEqualTo(frame.contains("trailing") ? 0 : 4009);
        assertThat(hub.pages()).isEqualTo(frame.contains("trailing") ? 1 : 0);
    }

    @Test
    void aPageThatSaysNothingIsClosedAfterFiveSeconds() {
        HandSocket silent = open(ConsoleRig.TRADER);
        HandSocket other = page(ConsoleRig.TRADER);
        pass(5_100, other);
        assertThat(List.of(silent.closeCode, other.closeCode)).isEqualTo(List.of(4009, 0));
    }

    @Test
    void badJsonOrAHugeFrameClosesThatPageOnly() {
        HandSocket bad = page(ConsoleRig.TRADER);
        HandSocket huge = page(ConsoleRig.TRADER);
        HandSocket other = page(ConsoleRig.TRADER);
        hub.received(bad, "{\"op\":");
        hub.received(huge, "{\"op\":\"pong\",\"x\":\"" + "x".repeat(17_000) + "\"}");
        assertThat(List.of(bad.closeCode, huge.closeCode, other.closeCode)).isEqualTo(List.of(4009, 4009, 0));
        assertThat(bad.take("err").get(0).path("code").asText()).isEqualTo("BAD_REQUEST");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = ';',
            value = {
                "{op:'dance',id:'a'}                                              ; BAD_REQUEST     ; op: 'dance'",
                "{op:'hello',v:1}                                                 ; BAD_REQUEST     ; op: 'hello'",
                "{op:'sub',ch:'top'}                                              ; BAD_FIELD       ; id:",
                "{op:'sub',id:'a'}                                                ; UNKNOWN_CHANNEL ; ch: ''",
                "{op:'sub',id:'a',ch:'secrets'}                                   ; UNKNOWN_CHANNEL ; ch: 'secrets'",
                "{op:'sub',id:'a',ch:'book'}                                      ; BAD_FIELD       ; symbol:",
                "{op:'sub',id:'a',ch:'book',args:{symbol:'XYZ'}}                  ; UNKNOWN_SYMBOL  ; symbol: 'XYZ'",
                "{op:'sub',id:'a',ch:'book',args:{symbol:'BTC-USD',depth:0}}      ; BAD_FIELD       ; depth: '0'",
                "{op:'sub',id:'a',ch:'book',args:{symbol:'BTC-USD',depth:51}}     ; BAD_FIELD       ; depth: '51'",
                "{op:'sub',id:'a',ch:'book',args:{symbol:'BTC-USD',group:'0.005'}}; BAD_FIELD       ; group: '0.005'",
                "{op:'sub',id:'a',ch:'book',args:{symbol:'BTC-USD',group:'-1'}}   ; BAD_FIELD       ; group: '-1'",
                "{op:'sub',id:'a',ch:'book',args:{symbol:'BTC-USD',group:'x'}}    ; BAD_FIELD       ; group: 'x' (expected: a decimal such as 0.50, at most 8 decimals)",
                "{op:'sub',id:'a',ch:'bars',args:{symbol:'BTC-USD',size:'2m'}}    ; BAD_FIELD       ; size: '2m'",
                "{op:'sub',id:'a',ch:'orders',args:{account:'ALGO1-1'}}           ; NOT_ALLOWED     ; account: 'ALGO1-1'",
                "{op:'sub',id:'a',ch:'balances',args:{account:'NOBODY'}}          ; NOT_ALLOWED     ; account: 'NOBODY'",
                "{op:'sub',id:'a',ch:'fills',args:{account:7}}                    ; BAD_FIELD       ; account: '7'",
                "{op:'req',id:'a',what:'nothing'}                                 ; BAD_REQUEST     ; what: 'nothing'",
                "{op:'req',id:'a',what:'echo',args:7}                             ; BAD_FIELD       ; args:",
                "{op:'req',id:'a',what:'decode'}                                  ; BAD_FIELD       ; raw:"
            })
    void whatCannotBeDoneIsRefusedAndThePageStays(String frame, String code, String text) {
        HandSocket socket = page(ConsoleRig.TRADER);
        say(socket, frame);
        JsonNode err = socket.take("err").get(0);
        assertThat(err.path("code").asText()).isEqualTo(code);
        assertThat(err.path("text").asText()).startsWith(text);
        assertThat(socket.closeCode).isZero();
        say(socket, "{op:'sub',id:'b',ch:'top'}");
        assertThat(socket.take("snap")).hasSize(1);
    }

    @Test
    void tooManySubscriptionsOrFramesAreRefused() {
        HandSocket socket = page(ConsoleRig.TRADER);
        for (int i = 0; i <= PageFrames.MOST_SUBSCRIPTIONS; i++) {
            say(socket, "{op:'sub',id:'s" + i + "',ch:'top'}");
        }
        assertThat(socket.take("err"))
                .singleElement()
                .satisfies(err -> assertThat(err.path("id").asText()).isEqualTo("s64"));
        for (int i = 0; i < PageFrames.MOST_FRAMES_PER_SECOND; i++) {
            say(socket, "{op:'unsub',id:'none'}");
        }
        assertThat(socket.take("err"))
                .isNotEmpty()
                .allSatisfy(err -> assertThat(err.path("code").asText()).isEqualTo("TOO_MANY"));
    }

    @Test
    void requestsAreAnsweredUnderTheirId() {
        HandSocket socket = page(ConsoleRig.TRADER);
        say(socket, "{op:'req',id:'q1',what:'echo',args:{a:1}}");
        assertThat(socket.take("res")).singleElement().hasToString("{\"t\":\"res\",\"id\":\"q1\",\"args\":{\"a\":1}}");
        say(socket, "{op:'req',id:'q2',what:'decode',args:{raw:'8=FIX.4.4|9=5|35=0|10=1|'}}");
        JsonNode decoded = socket.take("res").get(0);
        assertThat(decoded.path("typeName").asText()).isEqualTo("Heartbeat");
        assertThat(decoded.path("checks").path(0).path("ok").asBoolean()).isTrue();
    }

    @Test
    void nobodySeesTheOrdersOrMessagesOfSomebodyElse() {
        HandSocket desk = page(ConsoleRig.TRADER);
        HandSocket algo = page(ConsoleRig.ALGO);
        say(desk, "{op:'sub',id:'o',ch:'orders',args:{account:'DESK-1'}}");
        say(algo, "{op:'sub',id:'o',ch:'orders',args:{account:'ALGO1-1'}}");
        say(algo, "{op:'sub',id:'x',ch:'fix'}");
        say(algo, "{op:'sub',id:'s',ch:'sessions'}");
        say(algo, "{op:'sub',id:'t',ch:'tape',args:{symbol:'BTC-USD'}}");
        assertThat(algo.take("snap").get(2).path("items")).hasSize(1);
        desk.take("snap");
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        rig.fix("DESK", true, 1, "D", "11=C-1|");
        rig.trades(traded("50000", "1", Side.SELL, id));
        pass(100);
        assertThat(desk.take("delta")).hasSize(1);
        assertThat(algo.take("delta")).singleElement().satisfies(delta -> assertThat(
                        delta.path("items").path(0).path("own").asBoolean(true))
                .isFalse());
    }

    @Test
    void subscribingAnIdAgainBeginsItAnewAndUnsubscribingEndsIt() {
        book();
        HandSocket socket = page(ConsoleRig.TRADER);
        say(socket, "{op:'sub',id:'b',ch:'book',args:{symbol:'BTC-USD'}}");
        say(socket, "{op:'sub',id:'b',ch:'book',args:{symbol:'BTC-USD',group:'1'}}");
        assertThat(socket.take("snap")).hasSize(2);
        say(socket, "{op:'unsub',id:'b'}");
        livelyBook(500);
        assertThat(socket.take("delta")).isEmpty();
    }
}
