/** Raters' and owners' pages, by requests and in a browser. */
@NullMarked
package dev.scholium.web.rate;

import org.jspecify.annotations.NullMarked;
