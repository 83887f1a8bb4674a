/**
 * An index over the rows of data files and run folders, for people who read them: search, filters, pages, and all that
 * was said of a row. It needs no server; {@link dev.scholium.browse.RowIndexes} is the way in.
 */
@NullMarked
package dev.scholium.browse;

import org.jspecify.annotations.NullMarked;
