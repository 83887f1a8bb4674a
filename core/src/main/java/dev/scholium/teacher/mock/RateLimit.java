package dev.scholium.teacher.mock;

/**
 * A limit on what comes in a minute.
 *
 * @param aMinute how much
 * @param atOnce how much of it may come at once after a pause
 */
record RateLimit(double aMinute, double atOnce) {}
