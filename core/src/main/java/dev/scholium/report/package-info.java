/** Turns a run folder into pages and tables that people read. */
@NullMarked
package dev.scholium.report;

import org.jspecify.annotations.NullMarked;
