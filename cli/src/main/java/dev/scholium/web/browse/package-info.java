/**
 * Pages to read data and runs on: rows with all that was said of them. {@link dev.scholium.web.browse.BrowsePages} is
 * the way in.
 */
@NullMarked
package dev.scholium.web.browse;

import org.jspecify.annotations.NullMarked;
