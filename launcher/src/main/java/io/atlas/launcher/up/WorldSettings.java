package io.atlas.launcher.up;

import io.atlas.console.ConsoleConfig;
import io.atlas.wire.config.Config;
import java.nio.file.Path;

/**
 * What a world is started with.
 *
 * @param consoleOrNull null where the profile has no web console
 * @param dictionary the FIX dictionary, a file
 * @param kafkaPort the broker's; its controller takes the next one
 */
record WorldSettings(
        Config config, ConsoleConfig consoleOrNull, Path dictionary, int fixPort, int consolePort, int kafkaPort) {}
