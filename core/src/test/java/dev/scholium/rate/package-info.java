/** Studies drawn, planned, answered and computed, without a server. */
@NullMarked
package dev.scholium.rate;

import org.jspecify.annotations.NullMarked;
