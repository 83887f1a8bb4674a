package dev.scholium.torch.tensor;

import java.util.Iterator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Frees native tensors at a known point: every tensor made while a scope is open is freed when it closes.
 *
 * <p>The garbage collector does not see native memory, so a training step that relied on it would exhaust the machine
 * long before the heap. Open one scope per step and {@linkplain #keep keep} only the result:
 *
 * <pre>{@code
 * try (TensorScope step = TensorScope.open()) {
 *     Tensor loss = student.loss(batch);
 *     loss.backward();
 *     return loss.item_float();
 * } // every activation of the step is freed here
 * }</pre>
 *
 * <p>Scopes nest, belong to the thread that opened them, and close in reverse order of opening.
 */
public final class TensorScope implements AutoCloseable {

    static {
        // JavaCPP would refuse allocations, and read /proc at each, once the process is larger than twice the Java
        // heap;
        // a student's tensors live outside the heap, so the machine's memory is the limit
        setUnlessSet("org.bytedeco.javacpp.maxBytes");
        setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes");
        BlasLibrary.inUse(); // before the first product
    }

    private final PointerScope scope;

    private TensorScope(PointerScope scope) {
        this.scope = scope;
    }

    /** {@return a new scope, opened on the current thread} */
    public static TensorScope open() {
        return new TensorScope(new PointerScope());
    }

    /**
     * Hands a tensor on to the caller, so that it outlives this scope.
     *
     * @param tensor a tensor made in this scope
     * @return the same tensor, now in the enclosing scope, or unscoped when there is none
     */
    public Tensor keep(Tensor tensor) {
        PointerScope enclosing = enclosingScope();
        if (enclosing != null) {
            enclosing.attach(tensor);
        } else {
            tensor.retainReference();
        }
        scope.detach(tensor); // last: the reference count must not reach zero in between
        return tensor;
    }

    /**
     * Takes a tensor, or another native object, out of the reach of every open scope.
     *
     * @param pointer made in the current scope or in none
     * @param <P> its type
     * @return the same object; whoever asked frees it with {@code close()}
     */
    public static <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        return pointer;
    }

    private @Nullable PointerScope enclosingScope() {
        boolean found = false;
        for (Iterator<PointerScope> it = PointerScope.getScopeIterator(); it != null && it.hasNext(); ) {
            PointerScope candidate = it.next();
            if (found) {
                return candidate;
            }
            found = candidate.equals(scope); // the same one: scopes have no other equality
        }
        return null;
    }

    private static void setUnlessSet(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "0");
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
