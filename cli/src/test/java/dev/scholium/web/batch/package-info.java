/** Claims about the queue before a student, without HTTP. */
@NullMarked
package dev.scholium.web.batch;

import org.jspecify.annotations.NullMarked;
