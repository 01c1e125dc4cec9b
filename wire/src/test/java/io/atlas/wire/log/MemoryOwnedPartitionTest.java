package io.atlas.wire.log;

/** In memory. */
final class MemoryOwnedPartitionTest extends OwnedPartitionContract {
    @Override
    protected LogUnderTest open() {
        return new MemoryUnderTest();
    }
}
