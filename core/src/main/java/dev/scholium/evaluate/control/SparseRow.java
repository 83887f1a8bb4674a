package dev.scholium.evaluate.control;

/**
 * The features of one row that are not 0.
 *
 * @param features their numbers, ascending
 * @param values one a feature
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record SparseRow(int[] features, double[] values) {}
