/** Pre-trade checks: whether a request's terms can be traded, before money is asked for. Pure functions of their arguments. */
package io.atlas.gateway.risk;
