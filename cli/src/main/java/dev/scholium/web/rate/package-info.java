/**
 * Pages on which people rate rationales, and the page of who leads the study:
 * {@link dev.scholium.web.rate.RatingPages}.
 */
@NullMarked
package dev.scholium.web.rate;

import org.jspecify.annotations.NullMarked;
