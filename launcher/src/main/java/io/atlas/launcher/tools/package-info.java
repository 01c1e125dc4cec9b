/** Commands that look at a world or measure one; none of them writes to its log. Each runs on the main thread. */
package io.atlas.launcher.tools;
