/** A whole run as one immutable value, read from a YAML file that may hold no unknown key. */
@NullMarked
package dev.scholium.recipe;

import org.jspecify.annotations.NullMarked;
