package dev.scholium.augment.words;

import java.util.Set;

/** English words of grammar, which have no synonyms worth putting in their place. */
final class FunctionWords {

    private static final Set<String> WORDS = Set.of(
            ("a an the this that these those i me my mine myself we us our ours ourselves you your yours yourself"
                            + " yourselves he him his himself she her hers herself it its itself they them their theirs"
                            + " themselves who whom whose which what where when why how am is are was were be been being"
                            + " have has had having do does did doing done will would shall should can could may might"
                            + " must ought get gets got and but or so yet if because as until while of at by for with"
                            + " about against between into through during before after above below to from up down in"
                            + " out on off over under again further then there here than too very just also only own"
                            + " same such s t d ll m re ve let mr mrs ms dr")
                    .split(" "));

    private FunctionWords() {}

    static boolean contains(String lowerCaseWord) {
        return WORDS.contains(lowerCaseWord);
    }
}
