/** OMS and venue over the real venue link, under fire. Thread: the test's own steps both. */
package io.atlas.launcher.link;
