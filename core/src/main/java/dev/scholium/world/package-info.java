/**
 * A small world of people, things, places, numbers and times, and a teacher that knows it: the quickstart's data.
 *
 * <p>Sentences are generated, so that the quickstart needs no download and no key. {@link dev.scholium.world.WorldData}
 * writes labelled rows; {@link dev.scholium.world.WorldTeacher} answers prompts about them through the same interface
 * as any other teacher.
 */
@NullMarked
package dev.scholium.world;

import org.jspecify.annotations.NullMarked;
