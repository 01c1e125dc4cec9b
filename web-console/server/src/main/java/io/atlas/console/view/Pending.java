package io.atlas.console.view;

/** A request for an order that has no answer yet. */
public enum Pending {
    CANCEL,
    REPLACE
}
