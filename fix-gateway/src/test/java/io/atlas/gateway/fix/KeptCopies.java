package io.atlas.gateway.fix;

import io.atlas.wire.log.CommandLog.Outcome;
import java.util.List;

/** A topic that takes everything at once and holds nothing from before. */
record KeptCopies(List<FixMessage> copies) implements FixMessageSink {
    @Override
    public void accept(FixMessage message, Outcome outcome) {
        copies.add(message);
        outcome.appended(copies.size() - 1);
    }

    @Override
    public Search search(String session, long store, long afterOffset) {
        return new Search() {
            @Override
            public boolean done() {
                return true;
            }

            @Override
            public long pos() {
                return 0;
            }

            @Override
            public long offset() {
                return -1;
            }
        };
    }
}
