/** How services run: each is stepped by one agent thread, which alone reads the clock and backs off when there is nothing to do. */
package io.atlas.wire.agent;
