/**
 * The parts of other houses that {@code up} runs in its own process: a Kafka broker and an Aeron driver.
 *
 * <p>Threads: their own; {@code start} returns when they serve, {@code close} when they have ended.
 */
package io.atlas.launcher.broker;
