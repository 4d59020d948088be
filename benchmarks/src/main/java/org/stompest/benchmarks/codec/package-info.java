/** What it costs to turn messages into frames and back, without a broker. */
package org.stompest.benchmarks.codec;
