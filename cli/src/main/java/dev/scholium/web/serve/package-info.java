/** Answers programs over HTTP with a student: {@link dev.scholium.web.serve.StudentService} is the way in. */
@NullMarked
package dev.scholium.web.serve;

import org.jspecify.annotations.NullMarked;
