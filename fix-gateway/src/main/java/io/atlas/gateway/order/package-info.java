/**
 * Client orders of one partition: decisions on requests, the index of ClOrdIDs, and the reports that go back.
 *
 * <pre>
 *   ClientRequest ─▶ {@link io.atlas.gateway.order.OrderEntry} ─▶ Command ─▶ log ─▶ {@link io.atlas.gateway.order.OrderBoard} ─▶ Report
 *                      risk · overlay ledger · ClOrdIDs              read back · events
 * </pre>
 *
 * <p>Threading: none. Everything is owned by the gateway's agent.
 */
package io.atlas.gateway.order;
