/**
 * What differs between brokers, as pure functions from requests to headers and from headers to values. Knows STOMP, but not Jakarta
 * Messaging. Internal.
 */
package org.stompest.dialect;
