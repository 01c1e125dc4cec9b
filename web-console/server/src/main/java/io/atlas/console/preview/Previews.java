package io.atlas.console.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.atlas.console.ConsoleConfig.Warnings;
import io.atlas.console.client.User;
import io.atlas.console.preview.PreviewSource.Holding;
import io.atlas.domain.Instrument;
import io.atlas.domain.OrdType;
import io.atlas.domain.RiskPreview;
import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes previews and remembers them for who may send by them. Thread: the console's agent.
 *
 * <p>Bounded: {@value #REMEMBERED} previews and {@value #RECENT} sent orders per account are remembered; the oldest is forgotten.
 */
public final class Previews {
    private static final int REMEMBERED = 4_096;
    private static final int RECENT = 64;
    private static final long MS = 1_000_000L;
    private static final long LOOK_NS = 250 * MS;

    private record Sent(Terms terms, long atNs) {}

    private final World world;
    private final Warnings thresholds;
    private final PreviewSource source;
    private final RecentMoves moves = new RecentMoves();
    private final Map<String, Preview> remembered = new LinkedHashMap<>();
    private final Map<String, Deque<Sent>> sent = new HashMap<>();
    private long count;
    private long lookedNs;

    public Previews(World world, Warnings thresholds, PreviewSource source) {
        this.world = world;
        this.thresholds = thresholds;
        this.source = source;
    }

    /** Looks at the markets a few times a second, so that chances know how they move. */
    public void doWork(long nowNs) {
        if (nowNs - lookedNs < LOOK_NS) {
            return;
        }
        lookedNs = nowNs;
        for (Instrument instrument : world.instruments()) {
            Depth depth = source.depth(instrument.symbol());
            if (depth.live()) {
                moves.sample(instrument.symbol(), depth.midPx(), nowNs);
            }
        }
    }

    /** The preview of a ticket as far as it is filled in. The caller has checked that the account is the user's, if one is named. */
    public Preview preview(User user, JsonNode args, long nowNs) {
        TermsReader reader = new TermsReader(world, args);
        Preview made = made(user, reader, "P" + Long.toString(nowNs, 36) + '-' + ++count, nowNs);
        remembered.put(made.id(), made);
        if (remembered.size() > REMEMBERED) {
            Iterator<String> oldest = remembered.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return made;
    }

    /** The same terms looked at anew; not remembered. */
    public Preview again(User user, TermsReader reader, long nowNs) {
        return made(user, reader, "", nowNs);
    }

    /** The remembered preview of that id, whoever's it is; null if there is none. */
    public Preview rememberedOrNull(String id) {
        return remembered.get(id);
    }

    /** An order of these terms has been sent: the next one of the same terms may be a slip. */
    public void sent(Terms terms, long nowNs) {
        Deque<Sent> of = sent.computeIfAbsent(terms.account(), any -> new ArrayDeque<>());
        of.addLast(new Sent(terms, nowNs));
        if (of.size() > RECENT) {
            of.removeFirst();
        }
    }

    private Preview made(User user, TermsReader reader, String id, long nowNs) {
        Terms terms = reader.terms();
        Instrument instrument = reader.instrument();
        WarningRules rules = new WarningRules(thresholds);
        rules.gateway(source.deskUp(user.desk()));
        if (instrument == null || terms.side() == null) {
            PreviewJson json = new PreviewJson(id, nowNs, false, reader.faults());
            return new Preview(id, user.name(), terms, nowNs, false, List.of(), json.withWarnings(rules.worstFirst()));
        }
        Depth depth = source.depth(terms.symbol());
        rules.market(depth, terms.side(), terms.ordType());
        long px = bindingPx(instrument, depth, terms);
        boolean whole = reader.faults().isEmpty() && px > 0 && rules.countable(instrument, px, terms.qty());
        RiskPreview risk = null;
        RiskPreview.State now = null;
        if (reader.account() != null) {
            Holding quote = source.holding(terms.account(), instrument.quote());
            Holding base = source.holding(terms.account(), instrument.base());
            RiskPreview.Balances balances = new RiskPreview.Balances(
                    quote.availableAmount(),
                    quote.reservedAmount(),
                    Math.addExact(base.availableAmount(), base.reservedAmount()));
            now = RiskPreview.of(instrument, terms.side(), 0, 0, depth.midPx(), balances)
                    .now();
            if (whole) {
                risk = RiskPreview.of(instrument, terms.side(), px, terms.qty(), depth.midPx(), balances);
                Holding spent = risk.requiredAsset().equals(instrument.quote()) ? quote : base;
                rules.funds(instrument, risk, terms.side(), spent, source.startAmount(terms.account()));
            }
        }
        if (whole) {
            rules.limits(
                    instrument, depth, terms, px, source.openOrders(terms.account()), maxOpenOrders(terms.account()));
            rules.notional(instrument, px, terms.qty());
            rules.price(instrument, depth, terms);
            rules.duplicate(sentAgoMs(terms, nowNs));
        }
        List<Warning> warnings = rules.worstFirst();
        boolean ok = reader.faults().isEmpty()
                && warnings.stream().noneMatch(warning -> warning.severity() == Warning.Severity.BLOCK);
        PreviewJson json = new PreviewJson(id, nowNs, ok, reader.faults());
        if (now != null) {
            json.rows(instrument, now, risk, depth.midPx() > 0);
        }
        if (risk != null) {
            json.required(risk);
        }
        if (depth.live()) {
            market(json, instrument, depth, terms, whole ? px : 0);
        }
        return new Preview(id, user.name(), terms, nowNs, ok, warnings, json.withWarnings(warnings));
    }

    private void market(PreviewJson json, Instrument instrument, Depth depth, Terms terms, long pxOrZero) {
        json.buttons(PriceButtons.of(instrument, depth, terms.side(), terms.qty()));
        if (pxOrZero > 0) {
            Sweep sweep = Sweep.of(depth, terms.side(), pxOrZero, terms.qty());
            json.sweep(instrument, sweep, depth.farTouchPx(terms.side()));
            double move = moves.minuteMovePx(terms.symbol(), depth.midPx());
            json.fill(FillChance.of(instrument, depth, terms, pxOrZero, sweep, move));
        }
    }

    /** What would bind the venue: the limit, or the protection price of a market order; 0 if there is none yet. */
    private static long bindingPx(Instrument instrument, Depth depth, Terms terms) {
        if (terms.ordType() != OrdType.MARKET) {
            return terms.px();
        }
        long touch = depth.farTouchPx(terms.side());
        return touch == 0 ? 0 : instrument.protectionPx(terms.side(), touch);
    }

    private long sentAgoMs(Terms terms, long nowNs) {
        long ago = -1;
        for (Sent each : sent.getOrDefault(terms.account(), new ArrayDeque<>())) {
            if (each.terms().equals(terms)) {
                ago = (nowNs - each.atNs()) / MS;
            }
        }
        return ago;
    }

    private int maxOpenOrders(String account) {
        for (AccountGroup group : world.groups()) {
            for (Account each : group.accounts()) {
                if (each.name().equals(account)) {
                    return group.maxOpenOrders();
                }
            }
        }
        return 0;
    }
}
