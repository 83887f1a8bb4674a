package dev.scholium.torch.optimize;

import dev.scholium.torch.tensor.TensorScope;
import dev.scholium.torch.tensor.Tensors;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * An optimiser that keeps only row and column means of a matrix's squared gradient, as Hugging Face's transformers has
 * it, without momentum and with a learning rate given from outside.
 *
 * @see <a href="https://arxiv.org/abs/1804.04235">Shazeer and Stern 2018, algorithms 4 and 5</a>
 */
public final class Adafactor implements Optimizer {

    private final Map<String, Tensor> parameters;
    private final Settings settings;
    private final OptimizerState state;

    /**
     * What Adafactor can be set to.
     *
     * @param epsilon added to the squared gradient, more than 0
     * @param parameterEpsilon smallest scale of a parameter, when steps are scaled
     * @param clipThreshold largest root mean square of an update, more than 0
     * @param decayRate exponent of the squared gradient's decay, below 0
     * @param weightDecay share of a parameter that is taken off, times the learning rate; at least 0
     * @param scalesByParameter whether a step is in proportion to the parameter's root mean square
     */
    public record Settings(
            double epsilon,
            double parameterEpsilon,
            double clipThreshold,
            double decayRate,
            double weightDecay,
            boolean scalesByParameter) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of range
         */
        public Settings {
            if (!(epsilon > 0 && parameterEpsilon >= 0 && clipThreshold > 0 && decayRate < 0 && weightDecay >= 0)) {
                throw new IllegalArgumentException("Adafactor's settings are out of range: epsilon " + epsilon + " and "
                        + parameterEpsilon + ", clip threshold " + clipThreshold + ", decay rate " + decayRate
                        + ", weight decay " + weightDecay);
            }
        }

        /** {@return transformers' settings for fine-tuning with a rate from outside} */
        public static Settings defaults() {
            return new Settings(1e-30, 1e-3, 1.0, -0.8, 0, false);
        }

        /**
         * The same settings with another weight decay.
         *
         * @param decay at least 0
         * @return the changed settings
         */
        public Settings withWeightDecay(double decay) {
            return new Settings(epsilon, parameterEpsilon, clipThreshold, decayRate, decay, scalesByParameter);
        }

        /** {@return the same with steps in proportion to a parameter's root mean square} */
        public Settings scaledByParameter() {
            return new Settings(epsilon, parameterEpsilon, clipThreshold, decayRate, weightDecay, true);
        }
    }

    /**
     * An optimiser that has made no step.
     *
     * @param parameters to change, by name; they must live as long as the optimiser
     * @param settings of the method
     */
    public Adafactor(Map<String, Tensor> parameters, Settings settings) {
        this.parameters = parameters;
        this.settings = settings;
        this.state = new OptimizerState(parameters.values());
        parameters.forEach((name, parameter) -> {
            long[] shape = Tensors.shape(parameter);
            if (shape.length == 2) {
                state.zeros("row." + name, parameter, shape[0]);
                state.zeros("column." + name, parameter, shape[1]);
            } else {
                state.zeros("square." + name, parameter, shape);
            }
        });
    }

    @Override
    public void step(double learningRate) {
        try (TensorScope scope = TensorScope.open();
                NoGradGuard guard = new NoGradGuard()) {
            double decay = 1 - Math.pow((double) state.nextStep(), settings.decayRate());
            parameters.forEach((name, parameter) -> {
                try (TensorScope each = TensorScope.open()) {
                    Tensor gradient = parameter.grad();
                    if (gradient.defined()) {
                        change(name, parameter.detach(), gradient, decay, learningRate);
                    }
                }
            });
        }
    }

    private void change(String name, Tensor parameter, Tensor gradient, double decay, double learningRate) {
        double rate = settings.scalesByParameter()
                ? learningRate * Math.max(settings.parameterEpsilon(), rootMeanSquare(parameter))
                : learningRate;
        Tensor square = gradient.square().add_(Tensors.scalar(settings.epsilon()));
        Tensor update = gradient.dim() == 2
                ? factored(name, square, decay).mul_(gradient)
                : average(state.get("square." + name), square, decay).rsqrt().mul_(gradient);
        double excess = Math.max(1, rootMeanSquare(update) / settings.clipThreshold());
        if (settings.weightDecay() > 0) {
            parameter.mul_(Tensors.scalar(1 - settings.weightDecay() * rate));
        }
        parameter.sub_(update.mul_(Tensors.scalar(rate / excess)));
    }

    /** One over the root of the squared gradient's mean, from those of its rows and columns: {@code (R, C)}. */
    private Tensor factored(String name, Tensor square, double decay) {
        Tensor row = average(state.get("row." + name), mean(square, -1, false), decay); // (R)
        Tensor column = average(state.get("column." + name), mean(square, -2, false), decay); // (C)
        Tensor rowFactor = row.div(mean(row, -1, true)).rsqrt_().unsqueeze(-1); // (R, 1)
        return rowFactor.mul(column.unsqueeze(-2).rsqrt()); // (R, C)
    }

    private static Tensor average(Tensor average, Tensor next, double decay) {
        return average.mul_(Tensors.scalar(decay)).add_(next, Tensors.scalar(1 - decay));
    }

    private static Tensor mean(Tensor x, long dimension, boolean keeps) {
        return x.mean(new long[] {dimension}, keeps, new ScalarTypeOptional());
    }

    private static double rootMeanSquare(Tensor x) {
        return x.norm().item_double() / Math.sqrt((double) x.numel());
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
    }
}
