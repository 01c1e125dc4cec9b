package io.atlas.gateway;

import io.atlas.domain.Deposit;
import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.OpeningDeposit;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.wire.log.Partitions;
import java.util.ArrayList;
import java.util.List;

/** What the accounts of one partition begin with, by configuration. */
final class OpeningDeposits {
    private final List<Account> accounts;

    OpeningDeposits(World world, int partition, int partitions) {
        accounts = world.groups().stream()
                .filter(group -> Partitions.of(group.name(), partitions) == partition)
                .flatMap(group -> group.accounts().stream())
                .toList();
    }

    /** Those that the ledger does not have. */
    List<Deposit> missing(Ledger ledger, long eventsSeen) {
        List<Deposit> missing = new ArrayList<>();
        for (Account account : accounts) {
            for (OpeningDeposit each : account.deposits()) {
                if (!ledger.deposited(each.id())) {
                    missing.add(new Deposit(each.id(), account.name(), each.asset(), each.amount(), eventsSeen));
                }
            }
        }
        return missing;
    }
}
