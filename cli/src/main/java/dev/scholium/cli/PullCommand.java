package dev.scholium.cli;

import dev.scholium.failure.ExitCode;
import dev.scholium.torch.hub.HubDownload;
import dev.scholium.torch.hub.HubSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads a model folder from a Hugging Face hub. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = {
            "Downloads a model folder from a Hugging Face hub, and prints where it is.",
            "It (configuration, tokenizer, safetensors) goes into the cache of Hugging Face's Python library, so that "
                    + "nothing is downloaded twice; recipes name it by its repository. A broken download goes on where it stopped, "
                    + "and every file is checked. HF_HOME, HF_HUB_CACHE, HF_ENDPOINT, HF_TOKEN, HF_TOKEN_PATH and HF_HUB_OFFLINE "
                    + "are honoured."
        },
        footer = {"", "Example:", "  scholium pull google-t5/t5-small"})
final class PullCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REPOSITORY", description = "Such as google-t5/t5-small.")
    private String repository;

    @Option(
            names = "--revision",
            paramLabel = "NAME",
            defaultValue = "main",
            description = "A branch, tag or commit (${DEFAULT-VALUE}).")
    private String revision;

    @Override
    public Integer call() {
        HubSettings settings = HubSettings.of(System.getenv(), Path.of(System.getProperty("user.home")));
        ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr());
        Path folder = new HubDownload(settings, progress).download(repository, revision);
        spec.commandLine().getOut().println(folder);
        return ExitCode.DONE.status();
    }
}
