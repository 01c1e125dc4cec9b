/**
 * Bugs planted into the services' classes as they are loaded, so that the checkers can be seen to find them. The services'
 * own code knows nothing of it.
 *
 * <p>Threading: the test's.
 */
package io.atlas.sim.planted;
