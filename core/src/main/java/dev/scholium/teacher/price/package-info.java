/**
 * What teachers' tokens are and cost: estimates and bounds of a request's tokens, dated prices, exact sums of money.
 */
@NullMarked
package dev.scholium.teacher.price;

import org.jspecify.annotations.NullMarked;
