package dev.scholium.torch.optimize;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Map;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with decoupled weight decay, for all parameters alike.
 *
 * <p>Uses libtorch's fused kernel, which goes over each parameter once; it is reached through a line of TorchScript, as
 * it has no function of its own in C++.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019, algorithm 2</a>
 */
public final class AdamW implements Optimizer {

    private static final String SCRIPT = """
            def step(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor],
                     lr: float, b1: float, b2: float, wd: float, eps: float):
                e: List[Tensor] = []
                torch._fused_adamw_(p, g, m, v, e, s, lr=lr, beta1=b1, beta2=b2, weight_decay=wd, eps=eps,
                                    amsgrad=False, maximize=False)
            """;

    private final Map<String, Tensor> parameters;
    private final Settings settings;
    private final OptimizerState state;
    private final CompilationUnit script;

    /**
     * What AdamW can be set to.
     *
     * @param beta1 decay of the gradient's mean, in {@code [0, 1)}
     * @param beta2 decay of the squared gradient's mean, in {@code [0, 1)}
     * @param epsilon added to the root in the divisor, more than 0
     * @param weightDecay share of a parameter that is taken off, times the learning rate; at least 0
     */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of range
         */
        public Settings {
            if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0 && weightDecay >= 0)) {
                throw new IllegalArgumentException("AdamW's settings are out of range: beta1 " + beta1 + ", beta2 "
                        + beta2 + ", epsilon " + epsilon + ", weight decay " + weightDecay);
            }
        }

        /** {@return PyTorch's defaults, but no weight decay} */
        public static Settings defaults() {
            return new Settings(0.9, 0.999, 1e-8, 0);
        }

        /**
         * The same settings with another weight decay.
         *
         * @param decay at least 0
         * @return the changed settings
         */
        public Settings withWeightDecay(double decay) {
            return new Settings(beta1, beta2, epsilon, decay);
        }
    }

    /**
     * An optimiser that has made no step.
     *
     * @param parameters to change, by name; they must live as long as the optimiser
     * @param settings of the method
     */
    public AdamW(Map<String, Tensor> parameters, Settings settings) {
        this.parameters = parameters;
        this.settings = settings;
        this.state = new OptimizerState(parameters.values());
        parameters.forEach((name, parameter) -> {
            state.zeros("mean." + name, parameter, Tensors.shape(parameter));
            state.zeros("square." + name, parameter, Tensors.shape(parameter));
        });
        try (TensorScope scope = TensorScope.open()) {
            this.script = TensorScope.own(torch.compile(SCRIPT));
        }
    }

    @Override
    public void step(double learningRate) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            state.nextStep();
            Tensor step = state.stepTensor().view(); // (): the kernel wants a number
            GenericList weights = list();
            GenericList gradients = list();
            GenericList means = list();
            GenericList squares = list();
            GenericList steps = list();
            parameters.forEach((name, parameter) -> {
                Tensor gradient = parameter.grad();
                if (gradient.defined()) {
                    weights.push_back(new IValue(parameter.detach()));
                    gradients.push_back(new IValue(gradient));
                    means.push_back(new IValue(state.get("mean." + name)));
                    squares.push_back(new IValue(state.get("square." + name)));
                    steps.push_back(new IValue(step));
                }
            });
            IValueVector arguments = new IValueVector(
                    new IValue(weights),
                    new IValue(gradients),
                    new IValue(means),
                    new IValue(squares),
                    new IValue(steps),
                    new IValue(learningRate),
                    new IValue(settings.beta1()),
                    new IValue(settings.beta2()),
                    new IValue(settings.weightDecay()),
                    new IValue(settings.epsilon()));
            Function function = script.get_function(new QualifiedName("step"));
            function.run(arguments);
        }
    }

    private static GenericList list() {
        return new GenericList(new Type.TypePtr(TensorType.get()));
    }

    @Override
    public Map<String, Tensor> state() {
        return state.tensors();
    }

    @Override
    public void restore(Map<String, Tensor> from) {
        state.restore(from);
    }

    @Override
    public void close() {
        state.close();
        script.close();
    }
}
