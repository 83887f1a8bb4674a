/** Programs that measure, one question each. */
@NullMarked
package dev.scholium.benchmarks;

import org.jspecify.annotations.NullMarked;
