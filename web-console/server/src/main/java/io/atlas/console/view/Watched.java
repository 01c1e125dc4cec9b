package io.atlas.console.view;

import java.util.Set;

/**
 * Which partitions of the log somebody may see something of; what nobody may see is not read, so that a console costs what its users
 * can look at and not what the whole world trades.
 *
 * @param orders partitions with an account of some user
 * @param fix partitions with a FIX session whose messages some user may see
 */
public record Watched(Set<Integer> orders, Set<Integer> fix) {
    public Watched {
        orders = Set.copyOf(orders);
        fix = Set.copyOf(fix);
    }
}
