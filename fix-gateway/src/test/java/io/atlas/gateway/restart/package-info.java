/** A gateway over a log in memory with an OMS of its own making: stopped at every step, started from a snapshot and from zero. */
package io.atlas.gateway.restart;
