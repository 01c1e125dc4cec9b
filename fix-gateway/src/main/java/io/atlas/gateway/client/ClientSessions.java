package io.atlas.gateway.client;

import java.util.function.Consumer;

/** The sessions, as the gateway agent sees them. Thread: the agent. */
public interface ClientSessions {
    /** Hands over what sessions have received, in order per session, at most {@code limit}; returns how much. */
    int poll(Consumer<ClientRequest> handler, int limit);

    /**
     * Stores a report with its cause under the session's next sequence number, and sends it if the session is up.
     *
     * @param causeOrNull null for an answer that no record stands behind (150=I, 35=j)
     */
    void send(String session, Report report, ReportCause causeOrNull);

    /**
     * The message with that MsgSeqNum has its decision in the log, or will never have one: after a crash it need not be asked
     * for again. Told once per message handed over, in any order.
     */
    void decided(String session, long msgSeqNum);

    /** The last cause stored with a report of that topic, or null. What comes after it has not been sent. */
    ReportCause sentUpTo(String session, String topic);

    /**
     * Whether the sessions themselves tell what that session's store lacks, from the log. If not, the agent must begin early
     * enough to tell it.
     */
    default boolean tellsThePast(String session) {
        return false;
    }
}
