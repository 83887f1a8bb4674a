package dev.scholium.cli;

import dev.scholium.torch.DeviceChoice;
import dev.scholium.torch.T5Engine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where students compute. */
final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "WORD",
            defaultValue = "auto",
            converter = Converter.class,
            description = "Where students compute: cpu, cuda, or auto for cuda where it is (${DEFAULT-VALUE}).")
    private DeviceChoice device = DeviceChoice.AUTO;

    DeviceChoice device() {
        return device;
    }

    /**
     * What trains and opens students there.
     *
     * @return the engine
     * @throws dev.scholium.failure.ScholiumException if cuda was asked for and there is none: at once, not when money
     *     has been spent
     */
    T5Engine engine() {
        if (device == DeviceChoice.CUDA) {
            device.device();
        }
        return new T5Engine(device);
    }

    /** Reads the option's word. */
    static final class Converter implements ITypeConverter<DeviceChoice> {
        @Override
        public DeviceChoice convert(String word) {
            try {
                return DeviceChoice.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
