package io.atlas.console;

import io.atlas.console.client.User;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.ConfigException;
import io.atlas.wire.config.Fault;
import io.atlas.wire.config.PasswordHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The console's part of a profile: {@code console.yaml}. What its keys mean is at the top of {@code fix-config/demo/console.yaml}.
 *
 * @param users who may log in
 * @param desks the FIX sessions that orders leave by
 * @param presets the ticket's quantity buttons, as they are written on them
 * @param hostNames names other than those of this machine under which browsers reach the console, lower case
 */
public record ConsoleConfig(
        List<Login> users, List<Desk> desks, Warnings warnings, List<String> presets, List<String> hostNames) {
    public ConsoleConfig {
        users = List.copyOf(users);
        desks = List.copyOf(desks);
        presets = List.copyOf(presets);
        hostNames = List.copyOf(hostNames);
    }

    /** A user and what the password is checked against. */
    public record Login(User user, PasswordHash password) {}

    /**
     * A FIX session of the console's own.
     *
     * @param group the account group it trades for
     * @param accounts those it may use
     * @param password Password(554), in the clear because it is sent
     * @param heartBtInt HeartBtInt(108), seconds
     */
    public record Desk(String senderCompId, String group, List<String> accounts, String password, int heartBtInt) {
        public Desk {
            accounts = List.copyOf(accounts);
        }

        /** Without the password: it does not belong in logs. */
        @Override
        public String toString() {
            return "Desk[" + senderCompId + ", group " + group + ", accounts " + accounts + ']';
        }
    }

    /**
     * When the ticket warns.
     *
     * @param highNotionalAmount price × quantity from which an order is high, quote asset
     * @param lowBufferCautionBps share of the starting cash, at or below which what is left is low
     * @param lowBufferCriticalBps share below which it is critical
     * @param farFromMarketBps how far beyond the far touch a price is suspect
     */
    public record Warnings(
            long highNotionalAmount,
            long lowBufferCautionBps,
            long lowBufferCriticalBps,
            long farFromMarketBps,
            long duplicateMs) {}

    /**
     * Reads {@code console.yaml} of the profile whose other files {@code config} holds.
     *
     * @param environment where {@code ATLAS_CONSOLE_PASSWORD_<senderCompId>} may override a desk's password
     * @throws ConfigException if anything is wrong, with every fault there is
     */
    public static ConsoleConfig load(Path fixConfigDir, Config config, Map<String, String> environment) {
        List<Fault> faults = new ArrayList<>();
        ConsoleFile file = new ConsoleFile(fixConfigDir.resolve(config.world().name()), config, environment, faults);
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return file.config();
    }

    /** The desk of that SenderCompID(49), or null. */
    public Desk deskOrNull(String senderCompId) {
        for (Desk desk : desks) {
            if (desk.senderCompId().equals(senderCompId)) {
                return desk;
            }
        }
        return null;
    }
}
