/**
 * The pre-trade risk preview: what an order would do to its account, what it would meet in the book and what to beware of. The
 * money comes from {@link io.atlas.domain.RiskPreview}, that is from the code the gateway reserves with.
 *
 * <pre>
 *   args ──▶ TermsReader ──▶ Terms ──▶ Previews ──▶ RiskPreview (domain), Sweep, FillChance, PriceButtons, WarningRules ──▶ Preview
 * </pre>
 *
 * <p>Threads: the console's agent. Nothing here knows a clock: the time is handed in.
 */
package io.atlas.console.preview;
