package io.atlas.launcher.story;

import io.atlas.domain.Side;
import java.util.HashMap;
import java.util.Map;

/** A client of a story: what it can ask for. It logs on when it first says something. */
final class Client {
    private record Terms(String symbol, char side, String qty) {}

    private final Story story;
    private final FixPeer peer;
    private final String group;
    private final Map<String, Terms> asked = new HashMap<>();
    private boolean met;

    Client(Story story, FixPeer peer, String group) {
        this.story = story;
        this.peer = peer;
        this.group = group;
    }

    FixPeer peer() {
        return peer;
    }

    /** Connects and logs on unless it did before. */
    FixPeer session() {
        if (!met) {
            met = true;
            peer.connect(story.world().fixPort()).logon();
        }
        return peer;
    }

    /** Connects and logs on again. */
    void returns() {
        met = true;
        peer.comeBack(story.world().fixPort());
    }

    void buys(String clOrdId, String qty, String symbol, String px, String... more) {
        limit(clOrdId, Side.BUY, qty, symbol, px, more);
    }

    void sells(String clOrdId, String qty, String symbol, String px, String... more) {
        limit(clOrdId, Side.SELL, qty, symbol, px, more);
    }

    private void limit(String clOrdId, Side side, String qty, String symbol, String px, String... more) {
        session().send("D", order(clOrdId, side, qty, symbol) + "40=2|44=" + px + '|' + FixPeer.fields(more));
    }

    void buysAtMarket(String clOrdId, String qty, String symbol, String... more) {
        session().send("D", order(clOrdId, Side.BUY, qty, symbol) + "40=1|" + FixPeer.fields(more));
    }

    void sellsAtMarket(String clOrdId, String qty, String symbol, String... more) {
        session().send("D", order(clOrdId, Side.SELL, qty, symbol) + "40=1|" + FixPeer.fields(more));
    }

    /** The fields of an order but for type and price; from now on cancels and replaces of that id know them. */
    private String order(String clOrdId, Side side, String qty, String symbolAlias) {
        Terms terms = new Terms(story.symbol(symbolAlias), side.fix(), qty);
        asked.put(clOrdId, terms);
        return "11=" + clOrdId + "|1=" + StoryConfig.account(group) + '|' + terms(terms) + "60=" + FixText.now() + '|';
    }

    /** The fields that an order of those terms is sent with, for stories that send it in their own way. */
    String limitOrder(String clOrdId, Side side, String qty, String symbol, String px) {
        return order(clOrdId, side, qty, symbol) + "40=2|44=" + px + '|';
    }

    private static String terms(Terms terms) {
        return "55=" + terms.symbol + "|54=" + terms.side + "|38=" + terms.qty + '|';
    }

    void cancels(String origClOrdId, String clOrdId) {
        session().send("F", change(origClOrdId, clOrdId) + terms(termsOf(origClOrdId)));
    }

    void replaces(String origClOrdId, String clOrdId, String qty, String px, String... more) {
        Terms before = termsOf(origClOrdId);
        Terms terms = new Terms(before.symbol, before.side, qty);
        asked.put(clOrdId, terms);
        session().send("G", change(origClOrdId, clOrdId) + terms(terms) + "40=2|44=" + px + '|' + FixPeer.fields(more));
    }

    private static String change(String origClOrdId, String clOrdId) {
        return "41=" + origClOrdId + "|11=" + clOrdId + "|60=" + FixText.now() + '|';
    }

    private Terms termsOf(String clOrdId) {
        return asked.getOrDefault(clOrdId, new Terms(story.symbol(StoryConfig.QUIET), Side.BUY.fix(), "1"));
    }

    /** 35=H. */
    void asksFor(String clOrdId) {
        Terms terms = termsOf(clOrdId);
        session().send("H", "11=" + clOrdId + "|55=" + terms.symbol + "|54=" + terms.side + '|');
    }

    /** A message of the client's own making. */
    int sends(String type, String header, String fields) {
        return session().send(type, header, fields);
    }

    /** All that is said inside arrives in one packet. */
    void inOneBreath(Runnable saying) {
        session().together(saying);
    }
}
