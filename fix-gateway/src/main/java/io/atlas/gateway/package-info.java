/**
 * The gateway: the bouncer, which alone knows money.
 *
 * <pre>
 *   FIX thread ──queue──▶ GatewayService ──▶ PartitionTask ─┬─▶ orders.commands   (proposals; read back ─▶ 150=A)
 *                          (agent thread)                   ├─▶ ledger.entries    (the fold)
 *                          ▲ touch of each book             └── orders.events  ◀  (overlay, fold, reports)
 * </pre>
 *
 * <p>Threads: one agent thread steps the service and owns all partitions' state. QuickFIX/J's thread hands requests over
 * through a bounded queue (full: 35=j 380=4). Kafka's threads hand over records and outcomes inside {@code poll}.
 */
package io.atlas.gateway;
