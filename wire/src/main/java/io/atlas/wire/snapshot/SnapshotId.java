package io.atlas.wire.snapshot;

import io.atlas.domain.World;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.log.Chain;
import java.nio.charset.StandardCharsets;

/**
 * Whose snapshots these are, and what they must have been made with to be of any use.
 *
 * @param fold a name without a slash: {@code oms}, {@code venue}
 * @param partition of the fold and of the topic
 * @param version of the rows: raise it when they or what the fold makes of a record change
 * @param configHash of the configuration the fold works with
 */
public record SnapshotId(String fold, int partition, int version, String configHash) {
    static final int HASH_DIGITS = 64;

    public SnapshotId {
        if (fold.isEmpty() || fold.indexOf('/') >= 0 || configHash.length() != HASH_DIGITS) {
            throw new IllegalArgumentException("fold: '" + fold + "', configHash: '" + configHash + '\'');
        }
    }

    /** For a fold that works with the whole configuration. */
    public static SnapshotId of(String fold, int partition, int version, World world) {
        byte[] config = WorldJson.write(world).getBytes(StandardCharsets.UTF_8);
        return new SnapshotId(fold, partition, version, Chain.hash(config));
    }

    /** What all keys of this fold's records begin with. */
    String prefix() {
        return fold + '/' + partition + '/';
    }

    String chunkKey(char slot, int chunk) {
        return prefix() + slot + '/' + chunk;
    }

    String manifestKey(char slot) {
        return prefix() + slot + "/manifest";
    }

    String segmentKey(String segment, int chunk) {
        return segmentPrefix() + segment + '/' + chunk;
    }

    String segmentPrefix() {
        return prefix() + "segment/";
    }

    /** The segment that this key of a segment's chunk names. */
    String segmentOf(String key) {
        return key.substring(segmentPrefix().length(), key.lastIndexOf('/'));
    }

    @Override
    public String toString() {
        return fold + '/' + partition;
    }
}
