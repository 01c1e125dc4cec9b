package io.atlas.launcher.services;

import io.atlas.launcher.Refusal;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** {@code --partitions 0-7} of the services that share the partitions of account groups. */
public final class PartitionsOption {
    private static final String FORM = "\\d{1,4}(-\\d{1,4})?(,\\d{1,4}(-\\d{1,4})?)*";

    @Option(
            names = "--partitions",
            paramLabel = "LIST",
            description = "which partitions to own: 0-7, or 0,2,5-6 (default: all)")
    private String text;

    /**
     * Those meant, in order.
     *
     * @param all how many the log has
     * @throws Refusal if the text is not understood, or names others
     */
    List<Integer> of(int all) {
        return parse(text, all);
    }

    static List<Integer> parse(String textOrNull, int all) {
        if (textOrNull == null) {
            return IntStream.range(0, all).boxed().toList();
        }
        if (!textOrNull.matches(FORM)) {
            throw new Refusal("--partitions: '%s' (expected: 0-7, or 0,2,5-6)", textOrNull);
        }
        TreeSet<Integer> partitions = new TreeSet<>();
        for (String range : textOrNull.split(",")) {
            String[] ends = range.split("-");
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (first > last || last >= all) {
                throw new Refusal("--partitions: '%s' (expected: within 0-%d, which the log has)", range, all - 1);
            }
            IntStream.rangeClosed(first, last).forEach(partitions::add);
        }
        return List.copyOf(partitions);
    }

    /** As a name for the process: {@code 0-1}, or {@code all}. */
    String name() {
        return text == null ? "all" : text.replace(',', '+');
    }

    /** For people: {@code 0, 1, 2}. */
    static String words(List<Integer> partitions) {
        return partitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
