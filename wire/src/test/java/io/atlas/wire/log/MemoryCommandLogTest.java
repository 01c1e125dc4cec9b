package io.atlas.wire.log;

/** In memory. */
final class MemoryCommandLogTest extends CommandLogContract {
    @Override
    protected LogUnderTest open() {
        return new MemoryUnderTest();
    }
}
