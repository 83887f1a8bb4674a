/** Small programs that use the Java API. */
@NullMarked
package dev.scholium.examples;

import org.jspecify.annotations.NullMarked;
