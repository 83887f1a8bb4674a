package dev.scholium.torch.predict;

import dev.scholium.failure.ExitCode;
import dev.scholium.failure.ScholiumException;
import org.jspecify.annotations.Nullable;

/** Tells a lack of memory, which a user can do something about, from other failures of native code. */
public final class OutOfMemory {

    private OutOfMemory() {}

    /**
     * One line in place of a native failure, if it was a lack of memory.
     *
     * @param failure what was thrown
     * @param doing what was going on: {@code "training step 12"}
     * @return what to throw: the line that says what to lower, or the failure as it is
     */
    public static Throwable explained(Throwable failure, String doing) {
        if (!isOne(failure)) {
            return failure;
        }
        return new ScholiumException(
                ExitCode.FAILED,
                doing + ": out of memory; lower batch_size, max_source_tokens or, to predict, max_new_tokens (in a"
                        + " training raise gradient_accumulation_steps to keep the rows of a step)",
                failure);
    }

    /** By the messages of C++, of libtorch's allocators and of JavaCPP. */
    private static boolean isOne(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return true;
        }
        @Nullable String message = failure.getMessage();
        return failure instanceof RuntimeException
                && message != null
                && (message.contains("can't allocate memory")
                        || message.contains("not enough memory")
                        || message.contains("out of memory")
                        || message.contains("bad_alloc"));
    }
}
