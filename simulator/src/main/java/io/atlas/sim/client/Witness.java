package io.atlas.sim.client;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.Report;

/** Sees what clients send and hear. */
public interface Witness {
    /** A message left the client for the first time. */
    void sent(String session, long seqNum, ClientRequest request);

    /** A report reached the client for the first time under this MsgSeqNum. */
    void heard(String session, long seqNum, Report report);

    /** A report with 97=Y reached a client that had it, and dropped it. */
    void heardAgain(String session, Report report);
}
