/** Edits texts word by word without a teacher: synonyms, insertions, swaps and deletions, by a seed. */
@NullMarked
package dev.scholium.augment.words;

import org.jspecify.annotations.NullMarked;
