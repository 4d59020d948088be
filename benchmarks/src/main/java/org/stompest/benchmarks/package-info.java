/** Runs the benchmarks, which stand in packages of their own, and writes down what they say. */
package org.stompest.benchmarks;
