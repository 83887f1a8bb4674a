/** Looks at rationales for faults, each check a small class of its own, and says what is to become of them. */
@NullMarked
package dev.scholium.augment.check;

import org.jspecify.annotations.NullMarked;
