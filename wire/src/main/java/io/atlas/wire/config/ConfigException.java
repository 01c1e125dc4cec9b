package io.atlas.wire.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; lists every fault at once. Trying again without mending the files cannot help. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public ConfigException(List<Fault> faults) {
        super(faults.size() + (faults.size() == 1 ? " fault" : " faults") + " in the configuration:\n"
                + faults.stream().map(fault -> "  " + fault).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** All of them, in the order of the files. */
    public List<Fault> faults() {
        return faults;
    }
}
