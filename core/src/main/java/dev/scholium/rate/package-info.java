/**
 * Rating of rationales by people: a {@link dev.scholium.rate.Study} is a file, a {@link dev.scholium.rate.Plan} says
 * who rates what in which order, a {@link dev.scholium.rate.RatingStore} keeps the answers, and
 * {@link dev.scholium.rate.StudyResults} says what they tell. Knows no server.
 */
@NullMarked
package dev.scholium.rate;

import org.jspecify.annotations.NullMarked;
