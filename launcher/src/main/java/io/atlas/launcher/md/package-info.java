/**
 * {@code atlas md}: the market in a terminal, from the public feed alone. It runs an Aeron driver of its own, so that it hears the
 * feed as another machine would and cannot disturb the world it looks at; only {@code --check} also joins the world's driver, for
 * the venue's own stream to compare with. One thread.
 */
package io.atlas.launcher.md;
