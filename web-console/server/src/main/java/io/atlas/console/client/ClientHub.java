package io.atlas.console.client;

/** All pages: reads their frames, keeps what each has subscribed, sends what it is owed. Thread: the console's agent. */
public interface ClientHub {
    /** The page's socket is open; it has until its first frame to say hello. */
    void opened(ClientSocket socket);

    /** A text frame of the page. Whatever it holds is answered, never thrown. */
    void received(ClientSocket socket, String text);

    /** The socket is gone, whoever closed it. */
    void closed(ClientSocket socket);

    /**
     * Sends what is due.
     *
     * @param nowNs epoch nanoseconds
     * @return how much there was to do; 0 lets the agent rest
     */
    int doWork(long nowNs);
}
