package org.stompest.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A connection on a socket, seen from the broker. Thread-safe, as sockets are. */
final class SocketWire implements Wire {
    private final Socket socket;

    SocketWire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return socket.getInputStream().read(bytes);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void end() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void drop() {
        try {
            if (!socket.isClosed()) {
                // Without lingering the close becomes a reset.
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
