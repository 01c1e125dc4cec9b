/**
 * The calls under {@code /api}: who may ask what, and the answer. Source: {@code web-console/protocol/README.md}.
 *
 * <p>Threads: the console's agent. A call is answered once, now or in a later step.
 */
package io.atlas.console.rest;
