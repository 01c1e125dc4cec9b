/**
 * A FIX client for people: typed lines go out as FIX messages, each report comes back as one aligned line.
 *
 * <pre>
 *   stdin ──▶ {@link io.atlas.launcher.fix.TypedLine} ──▶ FixMessages ──▶ {@link io.atlas.launcher.fix.FixClient} ──▶ server
 *   stdout ◀── ReportLine ◀── KnownOrders ◀──────────────────┘
 * </pre>
 *
 * <p>Threads: the main thread reads lines and sends; QuickFIX/J's session thread prints reports. They meet in KnownOrders and
 * in the screen, which are guarded by their monitors.
 */
package io.atlas.launcher.fix;
