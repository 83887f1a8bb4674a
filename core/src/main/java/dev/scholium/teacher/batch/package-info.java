/**
 * Asks teachers by their providers' batch jobs: half the price, within a day, nothing bought twice.
 *
 * <p>{@link dev.scholium.teacher.batch.BatchAsker} collects questions into jobs; what comes back stands in the journal
 * like any other reply.
 */
@NullMarked
package dev.scholium.teacher.batch;

import org.jspecify.annotations.NullMarked;
