/** Claims about the service over HTTP, with a student that does what a test wishes. */
@NullMarked
package dev.scholium.web.serve;

import org.jspecify.annotations.NullMarked;
