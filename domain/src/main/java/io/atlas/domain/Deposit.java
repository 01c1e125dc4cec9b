package io.atlas.domain;

/**
 * Money from outside. A deposit id is applied once, however often it is proposed.
 *
 * @param depositId the configuration line's or the operator's id
 * @param eventsSeen the last {@code orders.events} offset that had arrived when this was decided, -1 for none
 */
public record Deposit(String depositId, String account, String asset, long amount, long eventsSeen)
        implements Command {}
