package io.atlas.sim.port;

import io.atlas.sim.chance.Fault;

/**
 * Something a hostile venue said.
 *
 * @param kind one of the area HOSTILE
 * @param orderId whom it speaks of
 * @param impossible whether nobody may believe it, so that it must be set aside
 */
public record Lie(Fault kind, long orderId, boolean impossible) {}
