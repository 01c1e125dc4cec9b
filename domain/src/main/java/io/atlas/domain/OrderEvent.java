package io.atlas.domain;

/** What became of orders: the body of a record in {@code orders.events}. */
public sealed interface OrderEvent permits EpochStart, OrdersChanged {}
