package dev.scholium.torch;

import dev.scholium.data.TokenCounter;
import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import dev.scholium.file.AtomicFile;
import dev.scholium.progress.Progress;
import dev.scholium.student.PredictionPrecision;
import dev.scholium.student.Student;
import dev.scholium.student.StudentEngine;
import dev.scholium.student.StudentTask;
import dev.scholium.student.TrainingJob;
import dev.scholium.student.TrainingOutcome;
import dev.scholium.torch.checkpoint.ModelFolder;
import dev.scholium.torch.predict.T5Student;
import dev.scholium.torch.predict.TaskFile;
import dev.scholium.torch.t5.PeftFolder;
import dev.scholium.torch.t5.Precision;
import dev.scholium.torch.t5.T5Config;
import dev.scholium.torch.t5.T5Model;
import dev.scholium.torch.tokenize.T5Tokenizer;
import dev.scholium.torch.tokenize.VocabularyBuilder;
import dev.scholium.torch.train.InitialStudent;
import dev.scholium.torch.train.PretrainingJob;
import dev.scholium.torch.train.PretrainingOutcome;
import dev.scholium.torch.train.T5Pretrainer;
import dev.scholium.torch.train.T5StudentTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Trains and opens T5 students over libtorch, on one device. Safe for several threads. */
public final class T5Engine implements StudentEngine {

    private final DeviceChoice device;

    /** An engine that computes on a CUDA device where there is one, and on the processor elsewhere. */
    public T5Engine() {
        this(DeviceChoice.AUTO);
    }

    /**
     * An engine that computes on a device.
     *
     * @param device which; what it comes to on this machine is seen when it is first used
     */
    public T5Engine(DeviceChoice device) {
        this.device = device;
    }

    /**
     * Trains a T5, or goes on with a training that was stopped; a finished one is not repeated.
     *
     * @throws ScholiumException if student or folder do not fit the job, the loss is no number, memory or disk is full,
     *     there is no such device, or the thread was interrupted
     */
    @Override
    public TrainingOutcome train(TrainingJob job, Progress progress) {
        try (InitialStudent initial = InitialStudent.of(job, device.device())) {
            return new T5StudentTrainer(job, initial, progress, System::nanoTime).train();
        }
    }

    /**
     * Pre-trains a T5 on plain text, or goes on with a pre-training that was stopped; a finished one is not repeated.
     *
     * @param job what to train on and where
     * @param progress is told of steps, loss and speed
     * @return the best model's folder and the figures
     * @throws ScholiumException if model or folder do not fit the job, there is too little text, the loss is no number,
     *     memory or disk is full, there is no such device, or the thread was interrupted
     */
    public PretrainingOutcome pretrain(PretrainingJob job, Progress progress) {
        try (InitialStudent initial = InitialStudent.of(job, device.device())) {
            return new T5Pretrainer(job, initial, progress, System::nanoTime).train();
        }
    }

    /**
     * Writes a model with the change of a low-rank adapter added to its weights, as a Hugging Face folder. Computed on
     * the processor, wherever the engine computes.
     *
     * @param adapter a folder of Hugging Face's peft
     * @param base name or path of the model that was adapted; empty for the one that the adapter names
     * @param target a new or an empty folder
     * @throws ScholiumException if adapter or model are missing, damaged or do not fit, or the target holds something
     */
    public void merge(Path adapter, String base, Path target) {
        Path model = ModelFolder.resolve(base.isEmpty() ? PeftFolder.base(adapter) : base);
        if (Files.exists(target) && !isEmpty(target)) {
            throw new ScholiumException(
                    ExitCode.FAILED, target + ": must be a new or an empty folder, but holds files; name another");
        }
        try (T5Tokenizer tokenizer = T5Tokenizer.open(model);
                T5Model merged = T5Model.load(model)) {
            InitialStudent.checkFits(tokenizer, merged.config(), model.toString());
            merged.merge(adapter);
            Files.createDirectories(target);
            tokenizer.saveTo(target);
            merged.save(target);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(target, e);
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw AtomicFile.cannotRead(folder, e);
        }
    }

    /**
     * Makes a vocabulary by byte-pair merges over the words of the texts.
     *
     * @throws ScholiumException if it cannot be written
     */
    @Override
    public void makeVocabulary(Iterable<String> texts, int size, Path folder) {
        VocabularyBuilder builder = new VocabularyBuilder();
        texts.forEach(builder::add);
        try (T5Tokenizer tokenizer = builder.build(size)) {
            tokenizer.saveTo(folder);
        }
    }

    /**
     * Opens a student, or any T5's folder.
     *
     * @throws ScholiumException if the folder is missing, damaged or of another architecture, or its tokenizer another
     *     model's
     */
    @Override
    public Student open(Path folder, StudentTask task) {
        return open(folder, task, PredictionPrecision.FLOAT32);
    }

    /**
     * Opens a student, or any T5's folder.
     *
     * @throws ScholiumException if the folder is missing, damaged or of another architecture, its tokenizer is another
     *     model's, or this machine has no such device or cannot compute in the precision
     */
    @Override
    public Student open(Path folder, StudentTask task, PredictionPrecision precision) {
        Path resolved = ModelFolder.resolve(folder.toString());
        T5Tokenizer tokenizer = T5Tokenizer.open(resolved);
        try {
            Precision numbers = precision == PredictionPrecision.INT8 ? Precision.INT8 : Precision.FLOAT32;
            InitialStudent.checkFits(tokenizer, T5Config.read(resolved), resolved.toString());
            return new T5Student(T5Model.forPrediction(resolved, numbers, device.device()), tokenizer, task);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /**
     * Reads a student's task.
     *
     * @throws ScholiumException if the folder says it, but its file is damaged or of a newer format
     */
    @Override
    public Optional<StudentTask> task(Path folder) {
        return TaskFile.read(folder);
    }

    /**
     * Reads how long a student may write.
     *
     * @throws ScholiumException if the folder says it, but its file is damaged or of a newer format
     */
    @Override
    public int newTokens(Path folder) {
        return TaskFile.newTokens(folder);
    }

    /**
     * Counts tokens as a T5 would.
     *
     * @throws ScholiumException if there is no tokenizer, or it is damaged
     */
    @Override
    public TokenCounter tokenCounter(Path tokenizer) {
        return T5Tokenizer.open(tokenizer).counter();
    }
}
