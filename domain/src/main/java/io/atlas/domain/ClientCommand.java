package io.atlas.domain;

/** What was decided on a client's request. */
public sealed interface ClientCommand extends Command permits NewOrder, CancelOrder, ReplaceOrder, Rejected {
    /** Who asked, and how. */
    Origin origin();
}
