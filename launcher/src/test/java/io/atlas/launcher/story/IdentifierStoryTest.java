package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.CANCELED;
import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.ExecType.REJECTED;
import static io.atlas.launcher.story.Expected.ExecType.STATUS;
import static io.atlas.launcher.story.Expected.ExecType.TRADE;
import static io.atlas.launcher.story.Expected.report;
import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrdStatus;
import io.atlas.domain.Side;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes twice, and what comes at once. */
class IdentifierStoryTest extends Stories {
    private static final String BTC = StoryConfig.QUIET;

    private String orderOne() {
        given.account("ALFA").has("100000 USD");
        String fields = when.client("ALFA").limitOrder("ord-1", Side.BUY, "1", BTC, "50000");
        when.client("ALFA").sends("D", "", fields);
        then.client("ALFA").sees(report("ord-1").execType(NEW));
        return fields;
    }

    @Test
    void aSecondOrderOfTheSameIdIsRefusedAndTheFirstUnharmed() {
        String fields = orderOne();

        when.client("ALFA").sends("D", "", fields);
        then.client("ALFA")
                .sees(report("ord-1")
                        .execType(REJECTED)
                        .ordStatus(OrdStatus.NEW)
                        .field(103, "6")
                        .reason("DUPLICATE")
                        .leavesQty("1"));
        then.account("ALFA").has("USD", "50000", "50000");
        when.client("ALFA").asksFor("ord-1");
        then.client("ALFA")
                .sees(report("ord-1").execType(STATUS).ordStatus(OrdStatus.NEW).leavesQty("1"));
    }

    @Test
    void anIdUsedForOtherTermsIsRefusedEvenIfMarkedAsARepeat() {
        orderOne();

        when.client("ALFA").buys("ord-1", "0.5", BTC, "50000");
        then.client("ALFA")
                .sees(report("ord-1").execType(REJECTED).field(103, "6").reason("CLORDID_REUSED"));
        String other = when.client("ALFA").limitOrder("ord-1", Side.BUY, "0.6", BTC, "50000");
        when.client("ALFA").sends("D", "97=Y|", other);
        then.client("ALFA")
                .sees(report("ord-1").execType(REJECTED).field(103, "6").reason("CLORDID_REUSED"));
        then.account("ALFA").has("USD", "50000", "50000");
    }

    @Test
    void aRepeatMarkedAsSuchIsAnsweredWithTheOrdersState() {
        String fields = orderOne();

        when.client("ALFA").sends("D", "97=Y|", fields);
        then.client("ALFA")
                .sees(report("ord-1").execType(STATUS).ordStatus(OrdStatus.NEW).field(17, "0"));
        when.client("ALFA").sends("D", "43=Y|122=" + FixText.now() + '|', fields);
        then.client("ALFA")
                .sees(report("ord-1").execType(STATUS).ordStatus(OrdStatus.NEW).field(17, "0"));
        then.account("ALFA").has("USD", "50000", "50000");
    }

    @Test
    void aRepeatOfWhatNeverArrivedIsANewOrder() {
        given.account("ALFA").has("100000 USD");

        String resent = when.client("ALFA").limitOrder("ord-1", Side.BUY, "0.1", BTC, "50000");
        when.client("ALFA").sends("D", "97=Y|", resent);
        then.client("ALFA").sees(report("ord-1").execType(NEW));
        String young = when.client("ALFA").limitOrder("ord-2", Side.BUY, "0.1", BTC, "50000");
        when.client("ALFA").sends("D", "43=Y|122=" + FixText.now() + '|', young);
        then.client("ALFA").sees(report("ord-2").execType(NEW));
        then.account("ALFA").has("USD", "90000", "10000");
    }

    @Test
    void anIdOfACancelIsUsedUpToo() {
        orderOne();
        when.client("ALFA").cancels("ord-1", "cxl-1");
        then.client("ALFA").sees(report("cxl-1").execType(CANCELED));

        when.client("ALFA").buys("cxl-1", "1", BTC, "50000");
        then.client("ALFA")
                .sees(report("cxl-1").execType(REJECTED).field(103, "6").reason("CLORDID_REUSED"));
        then.account("ALFA").has("USD", "100000", "0");
    }

    @Test
    void idsBelongToTheGroupNotToTheSession() {
        String fields = orderOne();
        given.secondSession("ALFA-B", "ALFA");

        when.client("ALFA-B").sends("D", "", fields);
        then.client("ALFA-B")
                .sees(report("ord-1").execType(REJECTED).field(103, "6").reason("DUPLICATE"));
        when.client("ALFA-B").cancels("ord-1", "cxl-1");
        then.client("ALFA").sees(report("cxl-1").execType(CANCELED).origClOrdId("ord-1"));
        then.account("ALFA").has("USD", "100000", "0");
    }

    @Test
    void ofTwoOrdersAtOnceForTheSameMoneyExactlyOneGetsIt() throws InterruptedException {
        given.account("ALFA").has("100000 USD");
        given.secondSession("ALFA-B", "ALFA");
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        FixPeer first = when.client("ALFA").session();
        FixPeer second = when.client("ALFA-B").session();

        for (int round = 1; round <= 5; round++) {
            String id = "race-" + round;
            String one = when.client("ALFA").limitOrder(id + 'a', Side.BUY, "1.9", BTC, "50000");
            String other = when.client("ALFA-B").limitOrder(id + 'b', Side.BUY, "1.9", BTC, "50000");
            CyclicBarrier start = new CyclicBarrier(2);
            List<Thread> threads = List.of(sender(start, first, one), sender(start, second, other));
            for (Thread thread : threads) {
                thread.join();
            }
            await("both are decided", () -> answers(first, second, id).count() == 2);
            assertThat(answers(first, second, id)).containsExactlyInAnyOrder("0", "8");
            then.account("ALFA").has("USD", "5000", "95000");
            boolean firstWon = answers(first, second, id + 'a').toList().contains("0");
            String winner = firstWon ? "ALFA" : "ALFA-B";
            then.client(winner).sees(report(id + (firstWon ? 'a' : 'b')).execType(NEW));
            when.client(winner).cancels(id + (firstWon ? 'a' : 'b'), id + 'c');
            then.client(winner).sees(report(id + 'c').execType(CANCELED));
            then.account("ALFA").has("USD", "100000", "0");
        }
        assertThat(Stream.of(first, second).flatMap(client -> client.received().stream()))
                .noneMatch(Expected.message("8").execType(TRADE)::matches);
    }

    private static Thread sender(CyclicBarrier start, FixPeer client, String order) {
        Thread thread = new Thread(() -> {
            try {
                start.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            client.send("D", order);
        });
        thread.start();
        return thread;
    }

    /** ExecTypes(150) that decide the orders whose ClOrdID(11) begins so: 0 or 8. */
    private static Stream<String> answers(FixPeer first, FixPeer second, String clOrdIdStart) {
        return Stream.of(first, second)
                .flatMap(client -> client.received().stream())
                .filter(message -> message.contains("|11=" + clOrdIdStart))
                .map(message -> FixText.field(message, 150))
                .filter(execType -> execType.equals("0") || execType.equals("8"));
    }
}
