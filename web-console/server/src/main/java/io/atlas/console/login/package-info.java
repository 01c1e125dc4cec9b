/**
 * Who is logged in: passwords, session cookies, tokens, and what slows a guesser down.
 *
 * <p>Threads: the console's agent owns all of it. Password hashing takes milliseconds and files may take longer, so a
 * {@link io.atlas.console.login.Worker} does both and hands back through the agent's inbox.
 */
package io.atlas.console.login;
