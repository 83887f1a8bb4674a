package dev.scholium.cli;

import dev.scholium.evaluate.BleuSettings;
import dev.scholium.evaluate.BleuSettings.Smoothing;
import dev.scholium.evaluate.BleuTokenizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The settings that a BLEU depends on, by sacreBLEU's names and with its defaults. */
final class BleuOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--lowercase",
            description = "Ignore case in BLEU, chrF and chrF++; TER and ROUGE-L always do, NLTK's BLEU never does.")
    private boolean lowercase;

    @Option(
            names = "--tokenize",
            paramLabel = "NAME",
            defaultValue = "13a",
            converter = Tokenizer.class,
            description = "How BLEU cuts texts: 13a, intl, char or none (${DEFAULT-VALUE}).")
    private BleuTokenizer tokenizer = BleuTokenizer.MTEVAL_13A;

    @Option(
            names = "--smooth-method",
            paramLabel = "NAME",
            defaultValue = "exp",
            converter = Method.class,
            description = "What stands in for n-gram orders of BLEU without a match: exp, floor, add-k or none "
                    + "(${DEFAULT-VALUE}).")
    private Smoothing smoothing = Smoothing.EXP;

    @Option(
            names = "--smooth-value",
            paramLabel = "X",
            description = "The value of floor (0.1 if not given) or add-k (1 if not given).")
    private @Nullable Double value;

    @Option(
            names = "--max-ngram-order",
            paramLabel = "N",
            defaultValue = "4",
            description = "BLEU's longest n-gram (${DEFAULT-VALUE}).")
    private int maxNgramOrder = 4;

    /** {@return the settings as they were given} */
    BleuSettings settings() {
        if (maxNgramOrder < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--max-ngram-order must be at least 1, but was " + maxNgramOrder);
        }
        BleuSettings settings = BleuSettings.defaults()
                .withLowercase(lowercase)
                .withTokenizer(tokenizer)
                .withSmoothing(smoothing)
                .withMaxNgramOrder(maxNgramOrder);
        if (value == null) {
            return settings;
        }
        boolean takesOne = smoothing == Smoothing.FLOOR || smoothing == Smoothing.ADD_K;
        if (!takesOne || !(value >= 0) || value.isInfinite()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--smooth-value must be a number of at least 0 beside --smooth-method floor or add-k, but was "
                            + value + " beside " + smoothing);
        }
        return settings.withSmoothingValue(value);
    }

    private static final class Tokenizer extends WordConverter<BleuTokenizer> {
        Tokenizer() {
            super(BleuTokenizer.values());
        }
    }

    private static final class Method extends WordConverter<Smoothing> {
        Method() {
            super(Smoothing.values());
        }
    }
}
