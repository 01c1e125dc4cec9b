package io.atlas.launcher.tools;

import io.atlas.launcher.Refusal;
import io.atlas.wire.config.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code password}: makes the hash that {@code sessions.yaml} holds. */
@Command(
        name = "password",
        mixinStandardHelpOptions = true,
        description = "Asks for a password and prints its hash for sessions.yaml.")
public final class PasswordCommand implements Callable<Integer> {
    private static final int MIN_LENGTH = 8;

    @Spec
    private CommandSpec spec;

    @Option(names = "--stdin", description = "read it from the first line of the input instead of asking")
    private boolean stdin;

    @Override
    public Integer call() throws IOException {
        String password = stdin ? fromInput() : fromConsole();
        if (password.length() < MIN_LENGTH) {
            throw new Refusal("the password has %d characters (expected: %d or more).", password.length(), MIN_LENGTH);
        }
        if (!password.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new Refusal("the password has a character that does not travel in a FIX field (expected: plain ASCII"
                    + " without spaces).");
        }
        spec.commandLine()
                .getOut()
                .println(PasswordHash.hash(password.toCharArray()).text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String fromInput() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new Refusal("the input is empty (expected: the password in its first line).");
        }
        return line;
    }

    private static String fromConsole() {
        Console console = System.console();
        if (console == null) {
            throw new Refusal("there is no terminal to ask on: give the password with --stdin.");
        }
        char[] once = console.readPassword("Password: ");
        char[] again = console.readPassword("Again: ");
        if (once == null || !Arrays.equals(once, again)) {
            throw new Refusal("the two passwords differ.");
        }
        return new String(once);
    }
}
