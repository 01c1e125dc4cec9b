/**
 * Money: balances per account and asset, reservations per order, double entry within a partition.
 *
 * <p>A {@link io.atlas.gateway.ledger.Ledger} exists twice per partition. The overlay runs ahead: it holds what is only
 * proposed, and decisions are made on it. The fold ({@link io.atlas.gateway.ledger.LedgerFold}) follows the log in the one
 * order that live and replay share, and writes {@code ledger.entries}.
 *
 * <p>Threading: none. Plain state, owned by the gateway's agent.
 */
package io.atlas.gateway.ledger;
