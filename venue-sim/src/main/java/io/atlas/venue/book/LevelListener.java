package io.atlas.venue.book;

import io.atlas.domain.Side;

/** Told of price levels. */
public interface LevelListener {
    /** @param qty total quantity of the level; 0 if it is gone */
    void onLevel(Side side, long px, long qty);
}
