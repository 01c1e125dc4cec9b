/**
 * The configuration: YAML files that people write, checked as a whole before anything starts, and the canonical JSON of the
 * {@link io.atlas.domain.World} that EPOCH_START carries.
 *
 * <pre>
 *   fix-config/PROFILE/*.yaml ──▶ {@link io.atlas.wire.config.Config#load} ──▶ Config  or  {@link io.atlas.wire.config.ConfigException}, every fault listed
 *                                                        └─▶ {@link io.atlas.wire.config.WorldJson} ──▶ EPOCH_START
 * </pre>
 *
 * <p>Threading: start-up only; the values are immutable.
 */
package io.atlas.wire.config;
