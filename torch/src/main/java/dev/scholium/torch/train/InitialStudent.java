package dev.scholium.torch.train;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.file.Sha256;
import dev.scholium.student.StudentExample;
import dev.scholium.student.StudentSpec;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TrainingJob;
import dev.scholium.torch.checkpoint.ModelFolder;
import dev.scholium.torch.t5.Precision;
import dev.scholium.torch.t5.T5Config;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.t5.T5Sizes;
import dev.scholium.torch.tensor.Device;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.tokenize.VocabularyBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a training begins with.
 *
 * @param tokenizer the student's; closed with this
 * @param device where it is trained
 * @param weights makes the model, to be closed by the caller
 * @param model its name or path, as it was given; empty for weights drawn at random
 * @param identity tells these weights from others, without making them
 */
public record InitialStudent(
        T5Tokenizer tokenizer, Device device, Supplier<T5Model> weights, String model, String identity)
        implements AutoCloseable {

    /** Rows of a fresh embedding are a multiple of this, as T5's 32,128 for 32,100 tokens: matrix kernels like it. */
    private static final int ROWS = 64;

    /**
     * Finds or makes what a job's student begins with.
     *
     * @param job its student, and for a vocabulary made here its task and training rows
     * @param device where it is trained
     * @return tokenizer and weights; to be closed by the caller
     * @throws ScholiumException if the model folder or the tokenizer is missing, damaged, or they do not fit
     */
    public static InitialStudent of(TrainingJob job, Device device) {
        return of(job.student(), job.config().seed(), device, builder -> addTexts(builder, job.task(), job.train()));
    }

    /**
     * Finds or makes what a pre-training begins with.
     *
     * @param job its student, and for a vocabulary made here its documents
     * @param device where it is trained
     * @return tokenizer and weights; to be closed by the caller
     * @throws ScholiumException if the model folder or the tokenizer is missing, damaged, or they do not fit
     */
    public static InitialStudent of(PretrainingJob job, Device device) {
        return of(
                job.student(),
                job.config().seed(),
                device,
                builder -> job.documents().forEach(builder::add));
    }

    private static InitialStudent of(StudentSpec spec, long seed, Device device, Consumer<VocabularyBuilder> texts) {
        return spec.isFresh() ? fresh(spec, seed, device, texts) : fromFolder(spec, device);
    }

    private static InitialStudent fromFolder(StudentSpec spec, Device device) {
        Path folder = ModelFolder.resolve(spec.model());
        T5Config config = T5Config.read(folder);
        T5Tokenizer tokenizer = T5Tokenizer.open(spec.tokenizer().isEmpty() ? folder : Path.of(spec.tokenizer()));
        closeUnlessFits(tokenizer, config, folder.toString());
        return new InitialStudent(
                tokenizer, device, () -> T5Model.load(folder, Precision.FLOAT32, device), spec.model(), hash(folder));
    }

    private static InitialStudent fresh(StudentSpec spec, long seed, Device device, Consumer<VocabularyBuilder> texts) {
        T5Tokenizer tokenizer = spec.tokenizer().isEmpty()
                ? vocabulary(texts, spec.vocabularySize())
                : T5Tokenizer.open(Path.of(spec.tokenizer()));
        int vocabSize = (tokenizer.size() + ROWS - 1) / ROWS * ROWS;
        T5Config config = T5Sizes.of(spec.size(), vocabSize, spec.shape());
        closeUnlessFits(tokenizer, config, spec.size());
        return new InitialStudent(
                tokenizer, device, () -> T5Model.fresh(config, seed, device), "", config + " seed " + seed);
    }

    private static T5Tokenizer vocabulary(Consumer<VocabularyBuilder> texts, int size) {
        VocabularyBuilder builder = new VocabularyBuilder();
        texts.accept(builder);
        return builder.build(size);
    }

    private static void addTexts(VocabularyBuilder builder, StudentTask task, List<StudentExample> rows) {
        task.labelTexts().forEach(builder::add);
        for (StudentExample row : rows) {
            builder.add(row.source());
            task.markers().forEach(builder::add);
            builder.add(task.labelText(row.label()));
            if (row.hasRationale()) {
                builder.add(task.separator() + row.rationale());
            }
        }
    }

    private static void closeUnlessFits(T5Tokenizer tokenizer, T5Config config, String name) {
        try {
            checkFits(tokenizer, config, name);
        } catch (ScholiumException e) {
            tokenizer.close();
            throw e;
        }
    }

    /**
     * Refuses a tokenizer whose tokens a model cannot have.
     *
     * @param tokenizer stays the caller's
     * @param config the model's shape
     * @param name the model's, for the message
     * @throws ScholiumException if it has more tokens than the embedding has rows, or other special ones
     */
    public static void checkFits(T5Tokenizer tokenizer, T5Config config, String name) {
        if (tokenizer.size() > config.vocabSize()
                || tokenizer.padId() != config.padTokenId()
                || tokenizer.eosId() != config.eosTokenId()) {
            throw new ScholiumException(
                    ExitCode.FAILED,
                    name + ": its tokenizer must have at most " + config.vocabSize() + " tokens with <pad> "
                            + config.padTokenId() + " and </s> " + config.eosTokenId() + ", but has " + tokenizer.size()
                            + " with " + tokenizer.padId() + " and " + tokenizer.eosId() + "; is it another model's?");
        }
    }

    private static String hash(Path folder) {
        Sha256 hash = new Sha256();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(InitialStudent::holdsWeights).sorted().toList()) {
                hash.addSized(file.getFileName().toString()).addSized(Sha256.of(file));
            }
            return hash.hex();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(folder, e);
        }
    }

    private static boolean holdsWeights(Path file) {
        String name = file.getFileName().toString();
        return name.equals("config.json") || name.endsWith(".safetensors");
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
