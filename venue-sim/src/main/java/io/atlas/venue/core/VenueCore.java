package io.atlas.venue.core;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.Instruction;
import io.atlas.domain.Instrument;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.venue.book.RestingOrder;
import io.atlas.venue.model.SymbolMarket;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All books and the market of one venue. An instruction or a tick with outcomes is an input with a number and a report; a
 * tick without outcomes changes house quotes only, which the next tick places anew, so it leaves nothing behind.
 *
 * <p>Thread: one. A request that cannot be granted is a refusal in the report; an exception means that the venue is wrong.
 */
public final class VenueCore implements VenueView {
    private final Map<String, Listing> listings = new LinkedHashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final Progress progress = new Progress();
    private final List<VenueReport.Outcome> outcomes = new ArrayList<>();
    private World world;
    private long input;
    private long tick;
    private long epochs;

    /** A venue that has seen nothing. */
    public VenueCore() {}

    /** One that goes on from there, under the configuration the image was taken under. */
    public VenueCore(World world, VenueImage image) {
        image.listings().forEach(symbol -> listings.put(symbol.symbol(), new Listing(symbol.symbol(), outcomes)));
        configure(world);
        this.world = world;
        input = image.input();
        tick = image.tick();
        epochs = image.epochs();
        progress.restore(image.lastApplied());
        for (VenueImage.Symbol symbol : image.listings()) {
            listings.get(symbol.symbol()).restore(symbol, this::groupNumber);
        }
        audit();
    }

    /** All it knows now. */
    public VenueImage image() {
        Map<Integer, String> names = new HashMap<>();
        groups.forEach((name, number) -> names.put(number, name));
        List<VenueImage.Symbol> symbols = new ArrayList<>();
        listings.values().forEach(listing -> symbols.add(listing.image(names)));
        return new VenueImage(input, tick, epochs, progress.all(), symbols);
    }

    /**
     * A new epoch of the journal begins, with this configuration. The market goes on at the present tick; if its terms
     * are new, so is its walk, from the reference price through all ticks so far.
     */
    public void beginEpoch(World newWorld) {
        epochs++;
        boolean same = world != null
                && world.instruments().equals(newWorld.instruments())
                && world.market().equals(newWorld.market());
        if (!same) {
            configure(newWorld);
        }
        world = newWorld;
    }

    private void configure(World newWorld) {
        Map<String, SymbolMarket> markets = new HashMap<>();
        for (World.SymbolModel terms : newWorld.market().symbols()) {
            Instrument instrument = newWorld.instrumentOrNull(terms.symbol());
            require(instrument != null, "market of %s: no such instrument", terms.symbol());
            markets.put(terms.symbol(), new SymbolMarket(newWorld.market().seed(), instrument, terms));
        }
        for (Instrument instrument : newWorld.instruments()) {
            listings.computeIfAbsent(instrument.symbol(), symbol -> new Listing(symbol, outcomes));
        }
        // A symbol that is listed no more keeps its book, so that its orders can still be cancelled.
        listings.forEach(
                (symbol, listing) -> listing.configure(newWorld.instrumentOrNull(symbol), markets.get(symbol)));
    }

    /** Applies an instruction; the caller has seen to it that it is the next one of its partition. */
    public VenueReport apply(Instruction instruction) {
        outcomes.clear();
        if (instruction instanceof Instruction.Enter enter) {
            enter(enter);
        } else if (instruction instanceof Instruction.Cancel cancel) {
            cancel(cancel);
        } else {
            replace((Instruction.Replace) instruction);
        }
        progress.advance(instruction.number());
        return new VenueReport(++input, tick, instruction, outcomes);
    }

    private void enter(Instruction.Enter enter) {
        Listing listing = listings.get(enter.symbol());
        Reason refusal = listing == null ? Reason.UNKNOWN_SYMBOL : listing.refusal(enter.qty(), enter.px());
        if (refusal != Reason.NONE) {
            outcomes.add(new VenueReport.Refused(enter.number(), refusal));
            return;
        }
        listing.book.enter(
                enter.number(),
                groupNumber(enter.group()),
                enter.side(),
                enter.ordType(),
                enter.tif(),
                enter.qty(),
                enter.px());
    }

    private void cancel(Instruction.Cancel cancel) {
        Listing listing = listings.get(cancel.symbol());
        boolean done =
                listing != null && cancel.orderId() >= 0 && listing.book.cancel(cancel.orderId(), cancel.number());
        if (!done) {
            outcomes.add(new VenueReport.RequestRefused(cancel.orderId(), cancel.number(), absence(cancel.orderId())));
        }
    }

    private void replace(Instruction.Replace replace) {
        Listing listing = listings.get(replace.symbol());
        long orderId = replace.orderId();
        long request = replace.number();
        if (listing == null || orderId < 0 || !listing.book.contains(orderId)) {
            outcomes.add(new VenueReport.RequestRefused(orderId, request, absence(orderId)));
            return;
        }
        Reason refusal = listing.refusal(replace.qty(), replace.px());
        if (refusal == Reason.NONE) {
            listing.book.replace(orderId, request, replace.qty(), replace.px());
        } else {
            outcomes.add(new VenueReport.RequestRefused(orderId, request, refusal));
        }
    }

    /** Finished orders are not remembered: an id this venue has passed and does not hold is one of them. */
    private Reason absence(long orderId) {
        return progress.covers(orderId) ? Reason.TOO_LATE : Reason.UNKNOWN_ORDER;
    }

    /** Numbers live in memory only; their order does not matter, so they need not be the same after a restart. */
    private int groupNumber(String group) {
        Integer number = groups.get(group);
        if (number == null) {
            number = groups.size() + 1;
            groups.put(group, number);
        }
        return number;
    }

    /** Plays the next tick in every symbol; null if it had no outcome. */
    public VenueReport tickOrNull() {
        return playOrNull(tick + 1);
    }

    private VenueReport playOrNull(long toTick) {
        outcomes.clear();
        tick = toTick;
        for (Listing listing : listings.values()) {
            listing.play(toTick);
        }
        return outcomes.isEmpty() ? null : new VenueReport(++input, tick, null, outcomes);
    }

    /** Takes a recorded input again and compares: a venue that answers otherwise than its journal must not go on. */
    public void replay(VenueReport recorded) {
        require(recorded.tick() >= tick, "journal: tick %d after %d", recorded.tick(), tick);
        VenueReport again = rerun(recorded.tick(), recorded.instruction());
        require(recorded.equals(again), "journal: %s, again: %s (expected: the same)", recorded, again);
        listings.values().forEach(Listing::forgetChanges);
    }

    /** Skips the ticks that left no record: only the last of them shows in the books. Null where nothing came of it. */
    public VenueReport rerun(long atTick, Instruction instructionOrNull) {
        if (instructionOrNull == null) {
            return playOrNull(atTick);
        }
        if (atTick != tick) {
            VenueReport unexpected = playOrNull(atTick);
            require(unexpected == null, "tick without a record, again: %s (expected: no outcome)", unexpected);
        }
        return apply(instructionOrNull);
    }

    /** Hands over what the last input changed, and forgets it. */
    public void drainChanges(MarketChanges changes) {
        for (Listing listing : listings.values()) {
            List<BookUpdate.LevelChange> levels = listing.takeLevelChanges();
            List<BookUpdate.Print> trades = listing.takePrints();
            if (!levels.isEmpty() || !trades.isEmpty()) {
                changes.onChange(listing.symbol, listing.book.bidPx(), listing.book.askPx(), levels, trades);
            }
        }
    }

    /** Hands over every book whole, and forgets what changed in it. */
    public void drainImages(MarketImages images) {
        for (Listing listing : listings.values()) {
            listing.forgetChanges();
            images.onImage(listing.symbol, listing.book.bidPx(), listing.book.askPx(), listing.allLevels());
        }
    }

    /** Checks everything that can be checked in the books; costly. */
    public void audit() {
        listings.values().forEach(listing -> listing.book.audit());
    }

    /** How many epochs the journal has seen. */
    public long epochs() {
        return epochs;
    }

    /** One more than the greatest partition an instruction came from. */
    public int partitions() {
        return progress.partitions();
    }

    @Override
    public Set<String> symbols() {
        return Collections.unmodifiableSet(listings.keySet());
    }

    @Override
    public long bidPx(String symbol) {
        return listings.get(symbol).book.bidPx();
    }

    @Override
    public long askPx(String symbol) {
        return listings.get(symbol).book.askPx();
    }

    @Override
    public List<RestingOrder> restingOrders(String symbol, Side side) {
        return listings.get(symbol).book.restingOrders(side);
    }

    @Override
    public long lastApplied(int partition) {
        return progress.of(partition);
    }

    @Override
    public long tick() {
        return tick;
    }

    @Override
    public long inputNumber() {
        return input;
    }
}
