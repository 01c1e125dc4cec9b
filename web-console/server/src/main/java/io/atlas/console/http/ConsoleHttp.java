package io.atlas.console.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The listening end: binds when made, serves until closed. */
public final class ConsoleHttp implements AutoCloseable {
    /** Preferences are the largest body: 64 KiB and a little. */
    private static final int MAX_BODY = 68 * 1024;

    private static final int MAX_LINE = 4_096;
    private static final int MAX_HEADERS = 16_384;
    private static final int MAX_CHUNK = 8_192;
    private static final int MAX_CONNECTIONS = 1_024;
    private static final int BACKLOG = 256;
    private static final long QUIET_MS = 50;
    private static final long CLOSE_MS = 2_000;

    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listening;
    private final SocketUpgrade sockets;

    /**
     * Binds.
     *
     * @param port 0 for any free one
     * @param hostNames names besides those of this machine under which it is reached, lower case
     * @throws UncheckedIOException if the port cannot be had
     */
    public ConsoleHttp(String host, int port, List<String> hostNames, Backend backend) {
        this.sockets = new SocketUpgrade(backend);
        StaticFiles files = new StaticFiles("/web");
        Origins origins = new Origins(hostNames);
        this.loops = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("console-http", true), NioIoHandler.newFactory());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(PageSocket.LOW_BYTES, PageSocket.HIGH_BYTES))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (connections.size() >= MAX_CONNECTIONS) {
                            channel.close();
                            return;
                        }
                        connections.add(channel);
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_CHUNK),
                                        new WholeRequests(MAX_BODY),
                                        new HttpEntry(backend, files, origins, sockets));
                    }
                });
        try {
            this.listening = bootstrap
                    .bind(new InetSocketAddress(host, port))
                    .syncUninterruptibly()
                    .channel();
        } catch (RuntimeException e) {
            loops.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS);
            throw e;
        } catch (Exception e) {
            loops.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS);
            throw new UncheckedIOException(
                    new IOException("console at " + host + ':' + port + ": " + e.getMessage(), e));
        }
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Open connections, sockets included. Any thread. */
    public int connections() {
        return connections.size();
    }

    /** Open sockets. Any thread. */
    public int sockets() {
        return sockets.open();
    }

    /** Text frames sent to pages since the start. Any thread. */
    public long framesOut() {
        return sockets.framesOut();
    }

    /** Stops listening, ends all connections and waits for that, two seconds at most. */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        connections.close().awaitUninterruptibly(CLOSE_MS);
        loops.shutdownGracefully(QUIET_MS, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MS);
    }
}
