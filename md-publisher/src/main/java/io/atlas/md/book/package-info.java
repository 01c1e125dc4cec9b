/** Makes the feed of one symbol from the venue's updates: plain, stepped with the time, no input or output of its own. One thread. */
package io.atlas.md.book;
