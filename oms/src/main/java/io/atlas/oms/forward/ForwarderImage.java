package io.atlas.oms.forward;

import io.atlas.domain.Instruction;
import java.util.List;

/**
 * What a forwarder knew at one moment: one made from it goes on as if it had read every command itself.
 *
 * @param lastOffset the last command that became an instruction, -1 for none
 * @param acknowledged the last instruction the venue's journal has shown, -1 for none
 * @param open those it has not shown, in order
 */
public record ForwarderImage(long lastOffset, long acknowledged, List<Numbered> open) {
    public ForwarderImage {
        open = List.copyOf(open);
    }

    /**
     * An instruction with its place in the partition.
     *
     * @param previous offset of the instruction before it, -1 for none
     */
    public record Numbered(long previous, long offset, Instruction instruction) {}
}
