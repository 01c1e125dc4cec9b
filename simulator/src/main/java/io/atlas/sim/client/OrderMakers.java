package io.atlas.sim.client;

import io.atlas.domain.World;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.port.SimMarket;
import java.util.List;
import java.util.Map;

/** Order makers for the sessions of a world. */
public final class OrderMakers {
    private final World world;
    private final Map<String, List<String>> accountsBySession;
    private final SimMarket market;

    public OrderMakers(World world, Map<String, List<String>> accountsBySession, SimMarket market) {
        this.world = world;
        this.accountsBySession = accountsBySession;
        this.market = market;
    }

    /** One session in three wants no PendingNew. */
    OrderMaker of(String session, Dice dice) {
        return new OrderMaker(
                session, accountsBySession.get(session), world.instruments(), market, dice.perMille(333), dice);
    }
}
