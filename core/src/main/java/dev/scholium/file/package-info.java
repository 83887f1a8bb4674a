/** Files that are never half written, and JSON the way every Scholium file holds it. */
@NullMarked
package dev.scholium.file;

import org.jspecify.annotations.NullMarked;
