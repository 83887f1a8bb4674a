/**
 * Predictions to scores with intervals, tests and signatures.
 *
 * <p>Knows nothing of teachers or students: it reads predictions.
 */
@NullMarked
package dev.scholium.evaluate;

import org.jspecify.annotations.NullMarked;
