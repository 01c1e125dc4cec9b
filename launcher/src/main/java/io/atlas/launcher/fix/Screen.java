package io.atlas.launcher.fix;

import java.io.PrintWriter;

/** Whole lines to the terminal, from any thread. */
final class Screen {
    private final PrintWriter out;

    Screen(PrintWriter out) {
        this.out = out;
    }

    synchronized void print(String line) {
        out.println(line);
        out.flush();
    }
}
