package dev.scholium.augment.check;

import java.util.Optional;

/** Finds rationales of natural language inference that argue, by cue words, for another label than gold. */
record OtherLabel() implements RationaleCheck {

    private static final LabelCues CUES = LabelCues.inference();

    @Override
    public Optional<String> look(Subject subject) {
        String gold = subject.row().label();
        return CUES.knows(gold) ? CUES.against(subject.text(), gold) : Optional.empty();
    }
}
