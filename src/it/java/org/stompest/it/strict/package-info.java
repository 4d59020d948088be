/**
 * A broker of the tests that implements STOMP 1.0, 1.1 and 1.2 as the specifications say and nothing more, and answers whatever they do not
 * allow with ERROR and the end of the connection. It shares no code with the library, so that the one judges the other.
 */
package org.stompest.it.strict;
