package io.atlas.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports of a world on 127.0.0.1, each with the option that moves it. */
public final class Ports {
    private static final int CONNECT_MS = 500;

    private final Map<Integer, String> options = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    public Ports(int fix, int kafka) {
        add(fix, "FIX", "--fix-port");
        add(kafka, "Kafka", "--kafka-port");
        add(kafka + 1, "Kafka's controller, one above Kafka's", "--kafka-port");
    }

    private Ports() {}

    /** One port. */
    public static Ports of(int port, String who, String option) {
        Ports ports = new Ports();
        ports.add(port, who, option);
        return ports;
    }

    Ports withConsole(int port) {
        add(port, "the web console", "--console-port");
        return this;
    }

    private void add(int port, String who, String option) {
        if (port < 1 || port > 65_535) {
            faults.add("port " + port + " for " + who + " (expected: 1 to 65535; " + option + " changes it)");
        } else if (options.putIfAbsent(port, who + "; " + option + " changes it") != null) {
            faults.add("port " + port + " is wanted twice, also for " + who + "; " + option + " changes it");
        }
    }

    /** What is wrong with them, one sentence each; empty if all can be listened on. */
    public List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        options.forEach((port, use) -> {
            if (!free(port)) {
                all.add("port " + port + " is taken by another program (for " + use + ")");
            }
        });
        return all;
    }

    private static boolean free(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // As servers do: a connection that has just ended does not hold the port.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether something answers there. */
    public static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
