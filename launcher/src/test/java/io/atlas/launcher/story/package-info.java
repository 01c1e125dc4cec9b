/**
 * The whole system in its users' words: real processes, the embedded broker, Aeron and FIX sockets.
 *
 * <pre>
 *   given, when, then ──▶ {@link io.atlas.launcher.story.Story} ──▶ {@link io.atlas.launcher.story.FixPeer} ── FIX ──▶ ┌──────────────┐
 *                               └─▶ {@link io.atlas.launcher.story.PlainLog} ◀───── Kafka ────── │ WorldProcess │
 *                                                                             └──────────────┘
 * </pre>
 *
 * <p>A world is a process that runs {@code atlas up}; all classes of stories share one unless they say {@link
 * io.atlas.launcher.story.OwnWorld}. Each story gets accounts and instruments of its own from the world's pool, so that none
 * meets another's orders or money. Balances are read from Kafka with a plain consumer, not from the process.
 *
 * <p>Threads: the test's, and one reader per client. Nothing sleeps; a failure shows the FIX log of the story's clients.
 */
package io.atlas.launcher.story;
