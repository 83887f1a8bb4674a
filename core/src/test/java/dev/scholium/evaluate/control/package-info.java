/** Tests of the controls, against scikit-learn's numbers. */
@NullMarked
package dev.scholium.evaluate.control;

import org.jspecify.annotations.NullMarked;
