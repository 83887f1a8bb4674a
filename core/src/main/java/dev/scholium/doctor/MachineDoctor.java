package dev.scholium.doctor;

import dev.scholium.run.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks at the machine: Java, processor, memory, disk. What only native code knows is added by who has it. */
public final class MachineDoctor {

    private static final double GIB = 1 << 30;
    private static final double LITTLE_HEAP = 0.5;
    private static final double LITTLE_MEMORY = 4;
    private static final double LITTLE_DISK = 5;
    private static final double NO_DISK = 0.1;

    private final Path folder;
    private final Path cpuInformation;

    /**
     * A doctor.
     *
     * @param folder where run folders and journals are to be written
     */
    public MachineDoctor(Path folder) {
        this(folder, Path.of("/proc/cpuinfo"));
    }

    MachineDoctor(Path folder, Path cpuInformation) {
        this.folder = folder.toAbsolutePath();
        this.cpuInformation = cpuInformation;
    }

    /** {@return what was found} */
    public List<Finding> examine() {
        Machine machine = Machine.current();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("Scholium", machine.scholiumVersion()));
        findings.add(Finding.ok("Java", machine.java()));
        findings.add(Finding.ok("system", machine.os()));
        findings.add(Finding.ok("processor", machine.cpu() + ", " + machine.cores() + " cores for Java"));
        findings.add(features());
        findings.add(memory());
        findings.add(disk());
        findings.add(sqlite());
        return findings;
    }

    private Finding features() {
        CpuFeatures features = CpuFeatures.read(cpuInformation);
        if (!features.known()) {
            return Finding.ok("vectors", "this system does not tell its vector instructions");
        }
        if (features.names().isEmpty()) {
            return Finding.warning("vectors", "neither AVX2 nor newer", "training will be slow here");
        }
        String all = String.join(", ", features.names());
        return Finding.ok("vectors", features.hasBfloat16() ? all + "; bfloat16 in hardware" : all);
    }

    private static Finding memory() {
        double heap = Runtime.getRuntime().maxMemory() / GIB;
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double all = system.getTotalMemorySize() / GIB;
        String found = String.format(Locale.ROOT, "%.1f GiB, of them %.1f for Java's own objects", all, heap);
        if (heap < LITTLE_HEAP) {
            return Finding.warning("memory", found, "give Java more: SCHOLIUM_JAVA_OPTIONS=-Xmx1g");
        }
        return all < LITTLE_MEMORY
                ? Finding.warning(
                        "memory", found, "enough for augmenting; for training take a small student and batch_size")
                : Finding.ok("memory", found);
    }

    private Finding disk() {
        Path there = folder;
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there)) {
            return Finding.problem("disk", there + " cannot be written", "name another place with --run-dir");
        }
        try {
            double free = Files.getFileStore(there).getUsableSpace() / GIB;
            String found = String.format(Locale.ROOT, "%.1f GiB free at %s", free, there);
            if (free < NO_DISK) {
                return Finding.problem("disk", found, "make room: a run stops when the disk is full");
            }
            return free < LITTLE_DISK
                    ? Finding.warning(
                            "disk", found, "checkpoints of a larger student need more: set keep_checkpoints: 1")
                    : Finding.ok("disk", found);
        } catch (IOException e) {
            return Finding.warning("disk", there + " does not tell its free space", "see that there is room");
        }
    }

    /** The journal's library unpacks native code into the folder for temporary files. */
    private static Finding sqlite() {
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = memory.createStatement();
                ResultSet version = statement.executeQuery("SELECT sqlite_version()")) {
            return Finding.ok("SQLite", version.getString(1) + ", loaded; it keeps the journal");
        } catch (SQLException | LinkageError e) {
            return Finding.problem(
                    "SQLite",
                    "cannot be loaded: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "let Java run native code from its folder for temporary files, or name another:"
                            + " SCHOLIUM_JAVA_OPTIONS=-Dorg.sqlite.tmpdir=DIR");
        }
    }
}
