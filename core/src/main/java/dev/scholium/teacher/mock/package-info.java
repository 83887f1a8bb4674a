/** A teacher for rehearsals and tests: serves OpenAI's chat API on this machine, with answers made from the request. */
@NullMarked
package dev.scholium.teacher.mock;

import org.jspecify.annotations.NullMarked;
