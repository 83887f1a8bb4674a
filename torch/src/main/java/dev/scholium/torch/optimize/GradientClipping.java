package dev.scholium.torch.optimize;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Shortens a gradient that is too long, all parameters by one factor.
 *
 * @see <a href="https://arxiv.org/abs/1211.5063">Pascanu et al. 2013</a>
 */
public final class GradientClipping {

    private static final double EPSILON = 1e-6; // PyTorch's, so that the clipped norm stays below the largest

    private GradientClipping() {}

    /**
     * Clips the gradients.
     *
     * @param parameters whose gradients are taken together as one vector
     * @param maxNorm its largest length; 0 to measure only
     * @return its length before, not finite when a gradient is not
     */
    public static double clip(Map<String, Tensor> parameters, double maxNorm) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            double squares = 0;
            for (Tensor parameter : parameters.values()) {
                Tensor gradient = parameter.grad();
                if (gradient.defined()) {
                    double norm = gradient.norm().item_double();
                    squares += norm * norm;
                }
            }
            double norm = Math.sqrt(squares);
            double factor = maxNorm / (norm + EPSILON);
            if (maxNorm > 0 && factor < 1) {
                for (Tensor parameter : parameters.values()) {
                    Tensor gradient = parameter.grad();
                    if (gradient.defined()) {
                        gradient.mul_(Tensors.scalar(factor));
                    }
                }
            }
            return norm;
        }
    }
}
