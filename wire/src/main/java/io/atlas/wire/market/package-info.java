/** The venue's stream of book changes and trades: what md-publisher builds the feed from and the gateway takes its touch from. */
package io.atlas.wire.market;
