/**
 * The command line. {@link io.atlas.launcher.Atlas} is the root; each subcommand is a file of its own, in the package of
 * what it works on.
 *
 * <pre>
 *   ./atlas ──▶ Atlas ──▶ up        io.atlas.launcher.up      the composition root
 *                    ├──▶ fix       io.atlas.launcher.fix     a FIX client for people
 *                    ├──▶ topics, audit, password, doctor, load, bench, simulate   io.atlas.launcher.tools
 *                    └──▶ (broker)  io.atlas.launcher.broker  Kafka and Aeron in this process
 * </pre>
 *
 * <p>What cannot be done is a {@link io.atlas.launcher.Refusal}: one sentence on the error stream and a non-zero exit.
 */
package io.atlas.launcher;
