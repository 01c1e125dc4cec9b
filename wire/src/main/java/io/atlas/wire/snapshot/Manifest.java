package io.atlas.wire.snapshot;

import io.atlas.wire.log.Chain;
import io.atlas.wire.log.FoldState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last record of a snapshot: what belongs to it, and how to tell that it is whole. Rows as well, the last of them the
 * hash of those before.
 *
 * @param number rises by one with every snapshot of the fold
 * @param chunks SHA-256 of each chunk, in order
 */
record Manifest(
        SnapshotId id,
        char slot,
        long number,
        List<SnapshotImage.Input> inputs,
        List<Segment> segments,
        List<String> chunks) {
    /** A piece written by this snapshot or an earlier one. */
    record Segment(String name, List<String> chunks) {}

    byte[] encode() {
        RowWriter out = new RowWriter();
        out.start("manifest")
                .text("fold", id.fold())
                .number("partition", id.partition())
                .number("version", id.version())
                .text("configHash", id.configHash())
                .text("slot", String.valueOf(slot))
                .number("number", number)
                .end();
        for (SnapshotImage.Input input : inputs) {
            FoldState state = input.state();
            out.start("input")
                    .text("topic", input.topic())
                    .number("partition", input.partition())
                    .number("position", state.position())
                    .number("epoch", state.epoch())
                    .number("seq", state.seq())
                    .number("inert", state.inert())
                    .text("chain", state.chain())
                    .text("recordHash", state.recordHash())
                    .end();
        }
        for (Segment segment : segments) {
            out.start("segment").text("name", segment.name()).end();
            writeChunks(out, segment.chunks());
        }
        out.start("rows").end();
        writeChunks(out, chunks);
        byte[] content = out.take();
        out.start("end").text("hash", Chain.hash(content)).end();
        byte[] end = out.take();
        byte[] whole = Arrays.copyOf(content, content.length + end.length);
        System.arraycopy(end, 0, whole, content.length, end.length);
        return whole;
    }

    private static void writeChunks(RowWriter out, List<String> hashes) {
        hashes.forEach(hash -> out.start("chunk").text("hash", hash).end());
    }

    /** @throws RowReader.Malformed if the bytes are not a manifest as it was written */
    static Manifest decode(byte[] value) {
        requireWhole(value);
        RowReader in = new RowReader(value, null);
        requireRow(in.nextRow() && in.kind().equals("manifest"), in);
        SnapshotId id;
        try {
            id = new SnapshotId(
                    in.text("fold"), (int) in.number("partition"), (int) in.number("version"), in.text("configHash"));
        } catch (IllegalArgumentException e) {
            throw new RowReader.Malformed(e.getMessage(), e);
        }
        char slot = in.text("slot").charAt(0);
        long number = in.number("number");
        List<SnapshotImage.Input> inputs = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        List<String> chunks = rows;
        while (in.nextRow() && !in.kind().equals("end")) {
            switch (in.kind()) {
                case "input" -> inputs.add(input(in));
                case "segment" -> {
                    chunks = new ArrayList<>();
                    segments.add(new Segment(in.text("name"), chunks));
                }
                case "rows" -> chunks = rows;
                case "chunk" -> chunks.add(in.text("hash"));
                default -> requireRow(false, in);
            }
        }
        return new Manifest(id, slot, number, inputs, segments, rows);
    }

    private static SnapshotImage.Input input(RowReader in) {
        String topic = in.text("topic");
        int partition = (int) in.number("partition");
        FoldState state = new FoldState(
                in.number("position"),
                in.number("epoch"),
                in.number("seq"),
                in.number("inert"),
                in.text("chain"),
                in.text("recordHash"));
        return new SnapshotImage.Input(topic, partition, state);
    }

    private static void requireRow(boolean condition, RowReader in) {
        if (!condition) {
            throw new RowReader.Malformed("row " + in.kind() + " (expected: a row of a manifest)", null);
        }
    }

    private static void requireWhole(byte[] value) {
        int end = value.length - 1;
        while (end >= 0 && value[end] != '\n') {
            end--;
        }
        String expected = new String(value, end + 1, value.length - end - 1, StandardCharsets.UTF_8);
        // The line break before the last row is written with it.
        String hash = Chain.hash(Arrays.copyOf(value, Math.max(0, end)));
        if (!expected.equals("{\"row\":\"end\",\"hash\":\"" + hash + "\"}")) {
            throw new RowReader.Malformed("manifest is damaged", null);
        }
    }
}
