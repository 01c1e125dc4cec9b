/**
 * What tests of several modules share: a world to trade in, a clock that is moved by hand, a recorder of the log and
 * free ports. No thread and no static state; everything is used by one test at a time.
 */
package io.atlas.testkit;
