package io.atlas.gateway.fix;

import io.atlas.wire.log.CommandLog.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the sessions' {@link WireJournal}s hold into {@code fix.messages}, each message once and in order: after a
 * crash it first looks up what the topic has. While the log does not answer the journals keep everything. A message whose
 * append has an unknown outcome is appended again and may then be there twice, under the same store and position.
 *
 * <p>Thread: the agent.
 */
final class MessageCopies {
    private static final Logger LOG = LoggerFactory.getLogger(MessageCopies.class);
    private static final int MAX_IN_FLIGHT = 8_192;
    private static final int PER_SESSION = 256;
    private static final long RETRY_NS = 1_000_000_000L;

    private final class Copier {
        private final String session;
        private final WireJournal journal;
        private FixMessageSink.Search searchOrNull;
        private boolean found;
        private boolean failed;
        private int run;

        Copier(String session, WireJournal journal) {
            this.session = session;
            this.journal = journal;
            this.found = !journal.hasUnrecorded();
        }

        int doWork() {
            if (failed) {
                failed = false;
                run++;
                journal.rewind();
            }
            return found ? copy() : search();
        }

        private int search() {
            try {
                if (searchOrNull == null) {
                    searchOrNull = sink.search(session, journal.store(), journal.recordedOffset());
                }
                if (!searchOrNull.done()) {
                    return 0;
                }
            } catch (RuntimeException e) {
                searchOrNull = null;
                retry("what is recorded of session " + session + " cannot be looked up: " + e);
                return 0;
            }
            if (searchOrNull.pos() > journal.recordedPos()) {
                journal.recorded(searchOrNull.pos(), searchOrNull.offset());
                journal.rewind();
            }
            searchOrNull = null;
            found = true;
            return 1;
        }

        private int copy() {
            int copied = 0;
            while (copied < PER_SESSION && inFlight < MAX_IN_FLIGHT) {
                WireSegment.Line line = journal.nextOrNull();
                if (line == null) {
                    break;
                }
                inFlight++;
                copied++;
                sink.accept(
                        new FixMessage(session, line.inbound(), line.timeNs(), line.raw(), journal.store(), line.pos()),
                        outcome(line.pos(), run));
            }
            return copied;
        }

        private Outcome outcome(long pos, int runThen) {
            return new Outcome() {
                @Override
                public void appended(long offset) {
                    inFlight--;
                    if (run == runThen && !failed) {
                        journal.recorded(pos, offset);
                    }
                }

                @Override
                public void failed(String why) {
                    inFlight--;
                    if (run == runThen && !failed) {
                        failed = true;
                        retry("copies of session " + session + " are tried again: " + why);
                    }
                }
            };
        }
    }

    private final FixMessageSink sink;
    private final LongSupplier epochNs;
    private final List<Copier> copiers = new ArrayList<>();
    private int inFlight;
    private long retryAtNs;

    MessageCopies(Collection<ClientSession> clients, FixMessageSink sink, LongSupplier epochNs) {
        this.sink = sink;
        this.epochNs = epochNs;
        clients.forEach(client -> copiers.add(new Copier(client.compId(), client.journal)));
    }

    private void retry(String why) {
        LOG.warn("fix.messages: {}", why);
        retryAtNs = epochNs.getAsLong() + RETRY_NS;
    }

    /** Goes on; returns how many messages it handed over. */
    int doWork() {
        if (retryAtNs > 0) {
            if (epochNs.getAsLong() < retryAtNs) {
                return 0;
            }
            retryAtNs = 0;
        }
        int work = 0;
        for (Copier copier : copiers) {
            work += copier.doWork();
        }
        return work;
    }
}
