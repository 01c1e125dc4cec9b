package io.atlas.domain;

/** The base state of an order, before a pending cancel or replace is laid over it. PENDING_SUBMIT is 39=A on the wire. */
public enum OrderState {
    PENDING_SUBMIT(OrdStatus.PENDING_NEW),
    NEW(OrdStatus.NEW),
    PARTIALLY_FILLED(OrdStatus.PARTIALLY_FILLED),
    FILLED(OrdStatus.FILLED),
    CANCELED(OrdStatus.CANCELED),
    REJECTED(OrdStatus.REJECTED),
    EXPIRED(OrdStatus.EXPIRED);

    private final OrdStatus status;

    OrderState(OrdStatus status) {
        this.status = status;
    }

    /** OrdStatus(39) when nothing is pending. */
    public OrdStatus status() {
        return status;
    }

    /** Nothing can change a terminal order any more. */
    public boolean terminal() {
        return this == FILLED || this == CANCELED || this == REJECTED || this == EXPIRED;
    }
}
