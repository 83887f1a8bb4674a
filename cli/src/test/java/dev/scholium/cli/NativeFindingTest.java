package dev.scholium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.doctor.Finding;
import dev.scholium.torch.Libtorch;
import dev.scholium.torch.tensor.BlasLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeFindingTest {

    private static final List<String> CARDS = List.of("NVIDIA A10, 23028 MiB", "NVIDIA A10, 23028 MiB");

    private static Finding device(boolean builtForCuda, List<String> devices, List<String> cards) {
        return NativeFinding.device(new Libtorch("AVX2", 2, BlasLibrary.OPENBLAS, builtForCuda, devices), cards);
    }

    @Test
    void saysWhichDeviceAutoTakesAndWhy() {
        assertThat(device(false, List.of("cpu"), List.of()))
                .isEqualTo(new Finding(Finding.Level.OK, "device", "cpu: there is no NVIDIA card", ""));
        assertThat(device(true, List.of("cpu", "cuda:0"), CARDS))
                .isEqualTo(new Finding(
                        Finding.Level.OK, "device", "cuda: NVIDIA A10, 23028 MiB; NVIDIA A10, 23028 MiB", ""));
    }

    @Test
    void warnsOfACardThatLiesIdle() {
        assertThat(device(false, List.of("cpu"), CARDS.subList(0, 1)))
                .isEqualTo(new Finding(
                        Finding.Level.WARNING,
                        "device",
                        "cpu, though there is NVIDIA A10, 23028 MiB",
                        "this build is for processors only; build with -Pcuda (docs/devices.md)"));
    }

    @Test
    void namesTheLibraryThatIsMissing() {
        LinkageError failure = new UnsatisfiedLinkError("no jnitorch in java.library.path");
        failure.initCause(new UnsatisfiedLinkError("libjnitorch.so: libcupti.so.13: cannot open shared object file"));

        assertThat(NativeFinding.reason(failure))
                .isEqualTo("libjnitorch.so: libcupti.so.13: cannot open shared object file");
    }

    @Test
    void cardsAreTheLinesOfTheDriversProgram() {
        assertThat(NvidiaCards.look(List.of("printf", "Card A, 8 GiB\nCard B, 16 GiB\n")))
                .containsExactly("Card A, 8 GiB", "Card B, 16 GiB");
        assertThat(NvidiaCards.look(List.of("false"))).isEmpty();
        assertThat(NvidiaCards.look(List.of("no-such-program-of-nvidia"))).isEmpty();
    }
}
