package dev.scholium.cli;

import dev.scholium.run.Machine;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Machine machine = Machine.current();
        return new String[] {"scholium " + machine.scholiumVersion(), "Java " + machine.java() + ", " + machine.os()};
    }
}
