package org.stompest.dialect;

import java.util.List;
import java.util.Optional;

import org.stompest.protocol.Command;
import org.stompest.protocol.Frame;
import org.stompest.protocol.Headers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.stompest.dialect.Sample.ACTIVEMQ;
import static org.stompest.dialect.Sample.ARTEMIS;
import static org.stompest.dialect.Sample.GENERIC;
import static org.stompest.dialect.Sample.error;

/** The texts are those that the brokers answered. */
class ErrorKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SECURITY    | User name [x] or password is invalid.       | User name [x] or password is invalid.",
                "SECURITY    | User u is not authorized to read from: queue://X  | ''",
                "SECURITY    | User u is not authorized to write to: queue://X   | ''",
                "SECURITY    | User u is not authorized to create: queue://X     | ''",
                "CLIENT_ID   | Broker: NAME - Client: ID already connected from tcp://127.0.0.1:1 | jakarta.jms.InvalidClientIDException: x",
                "SELECTOR    | a ~~ 3                                     | jakarta.jms.InvalidSelectorException: a ~~ 3",
                "DESTINATION | temp-queue://b                             | org.apache.activemq.DestinationDoesNotExistException: The destination temp-queue://b does not exist.",
                "DESTINATION | No durable subscription exists for: n      | jakarta.jms.InvalidDestinationException: No durable subscription exists for: n",
                "DESTINATION | Subscribing to a temporary queue created by another connection is not permitted | jakarta.jms.JMSException",
                "DESTINATION | Cannot use it: temporary queue created by another connection | ''",
                "RESOURCE    | Usage Manager Memory Limit reached on queue://q. | jakarta.jms.ResourceAllocationException: Usage Manager",
                "TRANSACTION | COMMIT FAILED: Transaction marked rollback only xaErrorCode:100 | ''",
                "TRANSACTION | Transaction marked rollback only xaErrorCode:100 | ''",
                "OTHER       | Invalid transaction id: x                  | org.apache.activemq.transport.stomp.ProtocolException",
                "OTHER       | The transaction was already started: t     | ''",
                "OTHER       | Unexpected ACK received for message-id [null] | ''",
                "OTHER       | Durable consumer is in use for client: C and subscriptionName: N | jakarta.jms.JMSException: x",
                "OTHER       | Poison ack cannot be transacted            | jakarta.jms.JMSException: x",
                "OTHER       | Unsupported message type 'map'             | ''",
                "OTHER       | The maximum header length was exceeded     | ''",
                "OTHER       | Invalid Protocol version[1.3], supported versions are: [1.2, 1.1, 1.0] | ''",
                "OTHER       | ''                                         | ''",
            })
    void activeMq(ErrorKind kind, String message, String body) {
        assertEquals(kind, ACTIVEMQ.errorKind(error(message, body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SECURITY    | Security Error occurred: User name [admin] or password is invalid | ''",
                "SECURITY    | AMQ229031 Unable to validate user from /127.0.0.1:1 | ''",
                "SECURITY    | AMQ229032 User ro does not have permission='CREATE_ADDRESS' on address n1 | AMQ229032: User ro does not have permission",
                "SECURITY    | AMQ229213 User ro does not have permission='SEND' for queue q on address q | ''",
                "DESTINATION | AMQ339001 Destination does not exist nowhere | ''",
                "DESTINATION | AMQ229216 Invalid queue name              | AMQ229216: Invalid queue name:",
                "DESTINATION | address can't be null or empty!           | address can't be null or empty!",
                "SELECTOR    | Invalid selector \"a ~~ 3\"               | a ~~ 3",
                "SELECTOR    | AMQ229020 Invalid filter a ~~ 3           | ''",
                "RESOURCE    | AMQ229102 Address \"q\" is full.          | ''",
                "RESOURCE    | AMQ229119 Disk Capacity is Low            | ''",
                "TRANSACTION | AMQ339013 Error committing q              | ''",
                "OTHER       | AMQ339016 Error creating subscription 1   | ''",
                "OTHER       | AMQ339017 Error unsubscribing null        | ''",
                "OTHER       | AMQ339018 Error acknowledging message 66,76 | ''",
                "OTHER       | AMQ339025 failed to ack because no message with id 7,8 | ''",
                "OTHER       | AMQ339026 invalid                         | ''",
                "OTHER       | AMQ339011 Error sending message CoreMessage[messageID=77] | ''",
                "OTHER       | AMQ339031 Error handling send             | ''",
                "OTHER       | Transaction already started: x            | ''",
                "OTHER       | AMQ229014: Did not receive data from 1.2.3.4:5 within the 3000ms connection TTL | ''",
                "OTHER       | ''                                        | consumer with ID 5 disconnected by server",
                "OTHER       | ''                                        | ''",
            })
    void artemis(ErrorKind kind, String message, String body) {
        assertEquals(kind, ARTEMIS.errorKind(error(message, body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SECURITY | Bad CONNECT       | Access refused for user 'guest'",
                "SECURITY | Bad CONNECT       | Virtual host 'x' access denied",
                "SECURITY | access_refused    | ACCESS_REFUSED - access to queue 'q' in vhost '/' refused for user 'u'",
                "SECURITY | Not authorized    | ''",
                "SECURITY | x                 | Authentication failed",
                "OTHER    | Processing error  | Processing error",
                "OTHER    | not_found         | NOT_FOUND - no queue 'x' in vhost '/'",
                "OTHER    | Version mismatch  | Supported versions are 1.0,1.1,1.2",
                "OTHER    | ''                | ''",
            })
    void generic(ErrorKind kind, String message, String body) {
        assertEquals(kind, GENERIC.errorKind(error(message, body)));
    }

    @Test
    void anErrorWithoutAnyHeaderIsOfAnyKind() {
        Frame empty = Frame.of(Command.ERROR, Headers.EMPTY);
        for (Dialect dialect : List.of(ACTIVEMQ, ARTEMIS, GENERIC)) {
            assertEquals(ErrorKind.OTHER, dialect.errorKind(empty));
        }
    }

    /** A refused CONNECT does not tell the broker's kind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SECURITY  | User name [x] or password is invalid.                             | ''",
                "SECURITY  | Security Error occurred: User name [admin] or password is invalid | ''",
                "SECURITY  | Bad CONNECT                                                       | Access refused for user 'guest'",
                "CLIENT_ID | Broker: NAME - Client: ID already connected from tcp://1.2.3.4:5  | ''",
            })
    void aRefusedConnectIsExplainedByTheFirstThatKnows(ErrorKind kind, String message, String body) {
        Frame error = error(message, body);

        assertEquals(Optional.of(kind), Dialects.explaining(error).map(dialect -> dialect.errorKind(error)));
    }

    @Test
    void whatNobodyKnowsIsNotExplained() {
        assertEquals(Optional.empty(), Dialects.explaining(error("Version mismatch", "Supported versions are 1.0")));
    }
}
