package io.atlas.launcher.services;

import io.atlas.launcher.Ports;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.WorldId;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The log that a start finds: where it is, how many partitions it has, which world it is.
 *
 * @param partitions how many partitions of account groups it has
 */
public record LogPlace(String bootstrap, int partitions, long worldId) {
    private static final int MAX_PORT = 65_535;
    private static final Map<String, Object> PATIENCE =
            Map.of("request.timeout.ms", 5_000, "default.api.timeout.ms", 15_000);

    /** {@code host:port} of a Kafka cluster. */
    record Address(String host, int port) {
        /** @throws Refusal if the text is none */
        static Address parse(String option, String text) {
            int colon = text.lastIndexOf(':');
            String digits = text.substring(colon + 1);
            int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
            if (colon <= 0 || port < 1 || port > MAX_PORT) {
                throw new Refusal("%s: '%s' (expected: host:port)", option, text);
            }
            return new Address(text.substring(0, colon), port);
        }

        boolean answers() {
            return Ports.answers(host, port);
        }
    }

    /**
     * Looks at the log, and creates the topics it lacks. A log that exists keeps its number of partitions, whatever the configuration
     * says by now.
     *
     * @throws CommandLog.LogUnavailable if it does not answer
     * @throws KafkaTopics.WrongPartitions if its topics do not fit each other
     */
    public static LogPlace prepare(String bootstrap, int wantedPartitions) {
        Map<String, Object> settings = new HashMap<>(PATIENCE);
        settings.put("bootstrap.servers", bootstrap);
        try (Admin admin = Admin.create(settings)) {
            return new LogPlace(bootstrap, KafkaTopics.create(admin, wantedPartitions), WorldId.of(admin));
        } catch (ExecutionException e) {
            throw new CommandLog.LogUnavailable("the log at " + bootstrap + " did not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandLog.LogUnavailable("interrupted while starting", e);
        }
    }
}
