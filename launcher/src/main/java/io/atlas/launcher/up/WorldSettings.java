package io.atlas.launcher.up;

import io.atlas.wire.config.Config;
import java.nio.file.Path;

/**
 * What a world is started with.
 *
 * @param dictionary the FIX dictionary, a file
 * @param kafkaPort the broker's; its controller takes the next one
 */
record WorldSettings(Config config, Path dictionary, int fixPort, int kafkaPort) {}
