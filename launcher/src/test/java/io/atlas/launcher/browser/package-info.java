/**
 * The console as people meet it: a real world in a process of its own, a real browser, and the scenarios of web-console/e2e.
 *
 * <p>Threads: the test's own; Node's output is passed on as it comes.
 */
package io.atlas.launcher.browser;
