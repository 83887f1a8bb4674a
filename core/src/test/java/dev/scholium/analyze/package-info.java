/** Tests of what is measured in rationales. */
@NullMarked
package dev.scholium.analyze;

import org.jspecify.annotations.NullMarked;
