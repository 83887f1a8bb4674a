/** Files that are never half written, JSON the way every Scholium file holds it, and SHA-256. */
@NullMarked
package dev.scholium.file;

import org.jspecify.annotations.NullMarked;
