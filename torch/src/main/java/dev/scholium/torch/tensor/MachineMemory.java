package dev.scholium.torch.tensor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The memory of the machine, or of the container. */
public final class MachineMemory {

    private MachineMemory() {}

    /** {@return all of it, in bytes, whether it is free or not} */
    public static long bytes() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }
}
