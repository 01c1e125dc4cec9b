/**
 * Where services are put together: one composer for each, used by {@code up}, which runs all of them in one process, and by the
 * commands that run one each.
 *
 * <pre>
 *   up ───────────────┐                        ┌─▶ {@link io.atlas.launcher.services.VenuePart}    ─┐
 *                     ├─▶ {@link io.atlas.launcher.services.ServiceHost} ─▶ {@link io.atlas.launcher.services.OmsPart}      ─┼─▶ {@link io.atlas.launcher.services.OwnedAgent} ─▶ owners
 *   venue, oms, … ────┘   log, driver, world   ├─▶ {@link io.atlas.launcher.services.GatewayPart}  ─┤
 *   {@link io.atlas.launcher.services.ServiceProcess}                             └─▶ FeedPart, ConsolePart ─┘
 * </pre>
 *
 * <p>Within one process the venue's streams are shared memory; between processes they are UDP on 127.0.0.1, on ports beside Kafka's
 * ({@link io.atlas.launcher.services.Links}), each process with an Aeron driver of its own.
 *
 * <p>Threads: the main thread starts, one agent thread steps each service, any thread closes.
 */
package io.atlas.launcher.services;
