/** Tests of the pages to read data and runs on. */
@NullMarked
package dev.scholium.web.browse;

import org.jspecify.annotations.NullMarked;
