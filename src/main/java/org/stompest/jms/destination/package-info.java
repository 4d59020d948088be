/**
 * Destinations of Jakarta Messaging as names. An application gets them from its session, or creates them where no session is at hand:
 *
 * <pre>{@code
 * Queue orders = new StompQueue("orders");
 * Topic prices = new StompTopic("prices.nasdaq");
 * }</pre>
 */
package org.stompest.jms.destination;
