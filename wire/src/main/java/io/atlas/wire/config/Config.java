package io.atlas.wire.config;

import io.atlas.domain.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A profile of {@code fix-config/}: the world every service agrees on, and what only the gateway and the start-up need.
 * What the files mean is in {@code fix-config/README.md}.
 *
 * @param world its name is the profile's
 * @param sessions who may log on
 * @param partitions how many partitions a new log gets; an existing log keeps the number it was created with
 * @param targetCompId TargetCompID(56) that clients send: our own CompID
 */
public record Config(World world, List<SessionConfig> sessions, int partitions, String targetCompId) {
    public Config {
        sessions = List.copyOf(sessions);
    }

    /**
     * Reads the profile of that name.
     *
     * @param fixConfigDir the folder of the profiles
     * @throws ConfigException if anything is wrong, with every fault there is
     */
    public static Config load(Path fixConfigDir, String profile) {
        Path folder = fixConfigDir.resolve(profile);
        if (!Files.isDirectory(folder)) {
            throw new ConfigException(List.of(new Fault(folder.toString(), 0, "", "missing", "the profile's folder")));
        }
        List<Fault> faults = new ArrayList<>();
        InstrumentsFile instruments = new InstrumentsFile(folder, faults);
        AccountsFile accounts = new AccountsFile(folder, instruments.assets(), faults);
        SessionsFile sessions = new SessionsFile(folder, accounts.accountsOfGroup(), faults);
        MarketFile market = new MarketFile(folder, instruments, faults);
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        World world = new World(profile, instruments.instruments(), accounts.groups(), market.market());
        return new Config(world, sessions.sessions(), accounts.partitions(), sessions.targetCompId());
    }

    /** The session of that SenderCompID(49), or null. */
    public SessionConfig sessionOrNull(String senderCompId) {
        for (SessionConfig session : sessions) {
            if (session.senderCompId().equals(senderCompId)) {
                return session;
            }
        }
        return null;
    }
}
