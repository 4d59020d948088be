/**
 * Message selectors of Jakarta Messaging 3.1, section 3.8.1: parser, three-valued evaluation, and translation into the
 * selector text of a broker. Pure functions over text and values: no I/O, no clock, no threads. Internal to the
 * provider.
 */
package org.stompest.jms.selector;
