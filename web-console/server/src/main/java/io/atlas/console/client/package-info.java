/**
 * What stands between the socket of a page and what it is told: the port types. The network side implements
 * {@link io.atlas.console.client.ClientSocket} and hands frames to {@link io.atlas.console.client.ClientHub}; requests that are
 * not subscriptions go to {@link io.atlas.console.client.Requests}.
 *
 * <p>Threads: the hub and the requests run on the console's agent thread. A socket's {@code send} and {@code close} only
 * queue for the network thread.
 */
package io.atlas.console.client;
