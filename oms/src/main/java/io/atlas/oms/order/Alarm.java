package io.atlas.oms.order;

import io.atlas.domain.LogPosition;

/** Told when an input says what cannot be; the order it speaks of stays as it was. */
@FunctionalInterface
public interface Alarm {
    /** @param input the command or venue report that was set aside, whole or in part */
    void quarantined(LogPosition input, String why);
}
