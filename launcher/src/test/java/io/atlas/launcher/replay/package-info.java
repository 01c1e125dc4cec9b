/** Replays and checks of real logs: simulated ones with faults, in files and in a broker's segments, whole and damaged. */
package io.atlas.launcher.replay;
