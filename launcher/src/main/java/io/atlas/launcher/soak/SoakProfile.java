package io.atlas.launcher.soak;

import io.atlas.wire.config.PasswordHash;
import io.atlas.wire.log.Partitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The world of a soak: the demo's instruments and market, and as many account groups as there are clients. */
final class SoakProfile {
    static final String NAME = "soak";
    static final String PASSWORD = "atlas-soak";
    static final int PARTITIONS = 4;

    private static final List<String> SAME = List.of("instruments.yaml", "market.yaml");

    private SoakProfile() {}

    /** Writes the profile; returns the sessions' names, spread over the partitions in turn. */
    static List<String> write(Path source, Path folder, int clients) throws IOException {
        Path profile = Files.createDirectories(folder.resolve(NAME));
        Files.copy(source.resolve("FIX44-ATLAS.xml"), folder.resolve("FIX44-ATLAS.xml"));
        for (String file : SAME) {
            Files.copy(source.resolve("demo").resolve(file), profile.resolve(file));
        }
        String password = PasswordHash.hash(PASSWORD.toCharArray()).text();
        StringBuilder accounts = new StringBuilder("partitions: " + PARTITIONS + "\ngroups:\n");
        StringBuilder sessions = new StringBuilder("targetCompId: ATLAS\nsessions:\n");
        List<String> names = names(clients);
        for (String name : names) {
            accounts.append("""
                      - name: %1$s
                        maxOpenOrders: 1000
                        accounts:
                          - name: %2$s
                            deposits:
                              - {id: %1$s-USD, asset: USD, amount: 20000000}
                              - {id: %1$s-BTC, asset: BTC, amount: 200}
                              - {id: %1$s-ETH, asset: ETH, amount: 4000}
                    """.formatted(name, account(name)));
            sessions.append("""
                      - senderCompId: %1$s
                        group: %1$s
                        roles: [trade]
                        password: %2$s
                    """.formatted(name, password));
        }
        Files.writeString(profile.resolve("accounts.yaml"), accounts);
        Files.writeString(profile.resolve("sessions.yaml"), sessions);
        return names;
    }

    /** So many names that every partition gets its share. */
    private static List<String> names(int clients) {
        List<String> names = new ArrayList<>();
        for (int i = 1; names.size() < clients; i++) {
            String name = "SOAK" + i;
            if (Partitions.of(name, PARTITIONS) == names.size() % PARTITIONS) {
                names.add(name);
            }
        }
        return names;
    }

    static String account(String session) {
        return session + "-1";
    }
}
