/** Messages, and their way into frames and back. Internal; applications see the interfaces of Jakarta Messaging. */
package org.stompest.jms.message;
