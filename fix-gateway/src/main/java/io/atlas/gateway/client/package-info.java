/**
 * What clients ask and what they are told, in FIX's words but without FIX's bytes. The QuickFIX/J adapter speaks these, and
 * so do the simulated clients.
 *
 * <p>Threading: requests cross from the FIX thread to the gateway agent through a bounded queue (full: the client gets 35=j
 * 380=4, nothing was recorded). Reports leave on the agent thread.
 */
package io.atlas.gateway.client;
