package org.stompest.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Questions to a running node of RabbitMQ through its standard input and output, answered by {@link #SCRIPT} within
 * the node: the tool of the package needs a second for each. Thread-safe.
 */
final class RabbitConsole {
    /**
     * What the node evaluates when it starts. It also ends the node when its input ends, that is with this JVM, however
     * that ends. The number of messages comes from the queue itself, as its statistics are seconds old.
     */
    static final String SCRIPT = """
            Total = fun(Queue) ->
                case amqqueue:get_type(Queue) of
                    rabbit_quorum_queue ->
                        {Name, _} = amqqueue:get_pid(Queue),
                        Query = fun rabbit_fifo:query_messages_total/1,
                        Leader = fun Leader(Attempts) ->
                            case ra:leader_query({Name, node()}, Query) of
                                {ok, {_, Count}, _} -> Count;
                                _ when Attempts > 1 -> receive after 100 -> Leader(Attempts - 1) end
                            end
                        end,
                        Leader(100);
                    _ ->
                        [{messages, Count}] = rabbit_amqqueue:info(Queue, [messages]),
                        Count
                end
            end,
            Await = fun Await() ->
                case rabbit_boot_state:get() of
                    ready -> ok;
                    _ -> receive after 20 -> Await() end
                end
            end,
            Answer = fun
                (<<"await">>) -> Await();
                (<<"settle">>) -> dumped = mnesia:dump_log(), ok;
                (<<"members">>) -> length(rabbit_mnesia:cluster_nodes(running));
                (<<"stop">>) -> rabbit:stop_and_halt();
                (<<"count ", Name/binary>>) ->
                    case rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, Name)) of
                        {ok, Queue} -> Total(Queue);
                        {error, not_found} -> 0
                    end
            end,
            Reply = fun(Line) ->
                [Number, Question] = binary:split(Line, <<" ">>),
                {Result, Value} = try {ok, Answer(Question)} catch Kind:Reason -> {failed, {Kind, Reason}} end,
                io:format(user, "~nstompest ~s ~s ~0p~n", [Number, Result, Value])
            end,
            Read = fun Read(Port) ->
                receive
                    {Port, {data, {eol, Line}}} -> spawn(fun() -> Reply(Line) end), Read(Port);
                    {Port, eof} -> erlang:halt(1, [{flush, false}])
                end
            end,
            spawn(fun() -> Read(open_port({fd, 0, 0}, [in, binary, eof, {line, 4096}])) end).
            """;

    private static final int LINES_KEPT = 50;

    private final String name;
    private final Process process;
    private final AtomicLong count = new AtomicLong();
    private final Map<String, CompletableFuture<String>> questions = new ConcurrentHashMap<>();
    private final Deque<String> lines = new ArrayDeque<>();

    /** A console of a node; it takes all of the process's input and output. */
    RabbitConsole(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(this::read, name + " output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] parts = line.split(" ", 4);
                if (parts.length == 4 && parts[0].equals("stompest")) {
                    answered(parts[1], parts[2].equals("ok"), parts[3]);
                } else {
                    keep(line);
                }
            }
        } catch (IOException e) {
            keep(e.toString());
        }
    }

    private void answered(String number, boolean isGood, String answer) {
        CompletableFuture<String> question = questions.remove(number);
        if (question == null) {
            return;
        }
        if (isGood) {
            question.complete(answer);
        } else {
            question.completeExceptionally(new IllegalStateException(answer));
        }
    }

    private void keep(String line) {
        synchronized (lines) {
            if (lines.size() == LINES_KEPT) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }
    }

    /** The last lines that the node has printed. */
    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /**
     * Asks and waits.
     *
     * @throws IllegalStateException if there is no good answer within so many seconds, or the process ends before
     */
    String ask(String question, int seconds) {
        CompletableFuture<String> answer = tell(question);
        CompletableFuture<String> end = process.onExit().thenApply(over -> {
            throw new IllegalStateException("the process is over with " + over.exitValue());
        });
        try {
            return (String) CompletableFuture.anyOf(answer, end).get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure(question, e.getCause());
        } catch (TimeoutException e) {
            throw failure(question, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(question, e);
        }
    }

    /** Asks and does not wait. */
    CompletableFuture<String> tell(String question) {
        String number = Long.toString(count.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        questions.put(number, answer);
        byte[] line = (number + " " + question + "\n").getBytes(StandardCharsets.UTF_8);
        OutputStream input = process.getOutputStream();
        try {
            synchronized (input) {
                input.write(line);
                input.flush();
            }
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private IllegalStateException failure(String question, Throwable cause) {
        return new IllegalStateException(
                "expected " + name + " to answer: " + question + ", got " + cause + "\n" + output(), cause);
    }
}
