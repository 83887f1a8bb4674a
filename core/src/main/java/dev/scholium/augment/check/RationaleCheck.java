package dev.scholium.augment.check;

import java.util.Optional;

/** Looks for one kind of fault in a rationale. Without state, unless its class says so. */
@FunctionalInterface
public interface RationaleCheck {

    /**
     * Looks at one rationale.
     *
     * @param subject the rationale and its row
     * @return what was found, in a few words; empty if the rationale has no such fault
     */
    Optional<String> look(Subject subject);
}
