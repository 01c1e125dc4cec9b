/**
 * The console's FIX client: one session per desk to the gateway, as any other client has. Orders leave by it; what became of them is
 * read from the log, so only the session's state and answers about undecided requests come back.
 *
 * <p>Threads: the agent sends (QuickFIX/J stores the message and queues it for its network thread); QuickFIX/J's session threads put
 * answers into a bounded inbox the agent polls. A full inbox drops the answer and counts it: what is undecided is asked for again.
 */
package io.atlas.console.fix;
