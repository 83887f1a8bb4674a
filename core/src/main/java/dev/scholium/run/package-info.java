/** Carries a recipe out in a run folder, stage by stage, and goes on where a killed run stopped. */
@NullMarked
package dev.scholium.run;

import org.jspecify.annotations.NullMarked;
