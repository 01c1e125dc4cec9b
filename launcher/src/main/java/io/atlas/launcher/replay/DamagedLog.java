package io.atlas.launcher.replay;

import io.atlas.domain.LogPosition;

/** A file of the log does not read: bytes have changed or are missing. The message names the place. */
public final class DamagedLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LogPosition at;
    private final String what;

    /**
     * @param place as in {@code orders.commands/3}
     * @param offset of the first record that cannot be read
     */
    DamagedLog(String place, long offset, String what) {
        super(place + '/' + offset + " is damaged: " + what);
        this.at = LogPosition.parse(place + '/' + offset);
        this.what = what;
    }

    LogPosition at() {
        return at;
    }

    String what() {
        return what;
    }
}
