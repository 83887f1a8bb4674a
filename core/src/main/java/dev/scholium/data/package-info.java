/**
 * What an example is, and how data sets are read, written, inspected and split.
 *
 * <p>The first stage of the flow; knows of no other package of ours but {@code failure}, {@code file} and
 * {@code progress}.
 */
@NullMarked
package dev.scholium.data;

import org.jspecify.annotations.NullMarked;
