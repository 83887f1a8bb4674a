package dev.scholium.teacher.mock;

/**
 * How often a fault is met, and how badly.
 *
 * @param share of requests, in {@code [0, 1]}
 * @param amount what the fault counts, such as seconds; 0 where it counts nothing
 */
record FaultShare(double share, double amount) {}
