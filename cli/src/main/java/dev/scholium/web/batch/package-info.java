/**
 * Gathers questions of many callers into batches for one student: {@link dev.scholium.web.batch.BatchQueue} is the way
 * in. Knows no HTTP.
 */
@NullMarked
package dev.scholium.web.batch;

import org.jspecify.annotations.NullMarked;
