package org.stompest.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import jdk.net.ExtendedSocketOptions;

/**
 * A TCP connection. The reader owns the timeout and the quick acknowledgements, the writer the output; the socket itself is
 * guarded by this object's monitor, so that an abort meets it at any stage.
 */
final class TcpChannel implements Channel {
    private final Endpoint endpoint;
    private final TransportOptions options;

    private Socket socket;
    private boolean isAborted;

    private InputStream in;
    private OutputStream out;
    private int readTimeout;
    private boolean acknowledgesQuickly;

    TcpChannel(Endpoint endpoint, TransportOptions options) {
        this.endpoint = endpoint;
        this.options = options;
    }

    @Override
    public void open(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        IOException failure = null;
        InetAddress[] addresses = InetAddress.getAllByName(endpoint.host());
        for (int i = 0; i < addresses.length; i++) {
            InetAddress address = addresses[i];
            // Each gets its share of what is left, so that a mute one does not keep the others from being tried.
            long share = (deadline - System.nanoTime()) / (addresses.length - i);
            int millis = (int) Math.min(Integer.MAX_VALUE, share / 1_000_000);
            if (millis <= 0) {
                break;
            }
            try {
                open(address, millis);
                return;
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
                closeSocket();
            }
        }
        throw failure != null
                ? failure
                : new SocketTimeoutException(
                        "expected a connection to " + endpoint + " within " + timeout + ", got none");
    }

    private void open(InetAddress address, int timeoutMillis) throws IOException {
        Socket fresh = new Socket();
        synchronized (this) {
            if (isAborted) {
                fresh.close();
                throw new SocketException("the connection to " + endpoint + " was aborted");
            }
            socket = fresh;
        }
        configure(fresh);
        fresh.connect(new InetSocketAddress(address, endpoint.port()), timeoutMillis);
        in = fresh.getInputStream();
        out = fresh.getOutputStream();
        readTimeout = 0;
        acknowledgesQuickly = fresh.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    private void configure(Socket fresh) throws IOException {
        fresh.setTcpNoDelay(options.tcpNoDelay());
        fresh.setKeepAlive(options.tcpKeepAlive());
        if (options.soLinger() >= 0) {
            fresh.setSoLinger(true, options.soLinger());
        }
        if (options.sendBufferSize() > 0) {
            fresh.setSendBufferSize(options.sendBufferSize());
        }
        if (options.receiveBufferSize() > 0) {
            fresh.setReceiveBufferSize(options.receiveBufferSize());
        }
        if (options.trafficClass() > 0) {
            fresh.setTrafficClass(options.trafficClass());
        }
        if (!options.localAddress().isEmpty() || options.localPort() > 0) {
            InetAddress local = options.localAddress().isEmpty() ? null : InetAddress.getByName(options.localAddress());
            fresh.bind(new InetSocketAddress(local, options.localPort()));
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length, int timeoutMillis) throws IOException {
        try {
            if (timeoutMillis != readTimeout) {
                socket.setSoTimeout(timeoutMillis);
                readTimeout = timeoutMillis;
            }
            int count = in.read(bytes, offset, length);
            if (acknowledgesQuickly && count > 0) {
                // A broker with Nagle's algorithm on holds the next frame back until this one is acknowledged, which
                // Linux
                // delays by 40 ms. The option does not stick, so it is set again after each read.
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
            return count;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void abort() {
        synchronized (this) {
            isAborted = true;
        }
        closeSocket();
    }

    private void closeSocket() {
        Socket current;
        synchronized (this) {
            current = socket;
        }
        if (current != null) {
            try {
                current.close();
            } catch (IOException ignored) {
                // The descriptor is released all the same, and there is nobody whom this would help.
            }
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
