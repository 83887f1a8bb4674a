package dev.scholium.doctor;

import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a request tells that got no answer. */
final class FaultFindings {

    private FaultFindings() {}

    /**
     * Reads a fault.
     *
     * @param probe who asked
     * @param fault why there was no answer
     * @param limits what the server said of its limits
     * @return what was found; one of them is a problem
     */
    static List<Finding> of(TeacherProbe probe, TeacherFault fault, Map<String, String> limits) {
        List<Finding> findings = new ArrayList<>();
        switch (fault.status()) {
            case 401, 403 ->
                findings.add(Finding.problem("key", fault.reason(), "check " + probe.keyOrigin() + ", and its rights"));
            case 404 ->
                findings.add(Finding.problem(
                        "model", fault.reason(), "check teacher.model (for azure: the deployment's name)"));
            default -> findings.add(other(probe, fault));
        }
        limits.forEach((name, value) -> findings.add(Finding.ok("limit", name + ": " + value)));
        return findings;
    }

    private static Finding other(TeacherProbe probe, TeacherFault fault) {
        return switch (fault.kind()) {
            case RATE_LIMITED ->
                Finding.warning(
                        "request",
                        fault.reason(),
                        "a run waits and asks again; the server asks to wait "
                                + fault.retryAfter().map(FaultFindings::seconds).orElse("an unsaid while"));
            case SERVER, CONNECTION -> Finding.problem("request", fault.reason(), "try again in a while");
            case UNREACHABLE -> Finding.problem("address", fault.reason(), "check teacher.base_url and the network");
            case PROMPT_REFUSED -> Finding.problem("request", fault.reason(), "this model cannot take even one line");
            case HOPELESS ->
                fault.reason().startsWith("the key ")
                        ? Finding.problem("key", fault.reason(), "check " + probe.keyOrigin())
                        : Finding.problem(
                                "settings",
                                fault.reason(),
                                "mend what it names; what a model does not take is set to null (temperature, top_p,"
                                        + " seed) or left out of extra");
        };
    }

    private static String seconds(Duration wait) {
        return wait.toMillis() / 1000.0 + " s";
    }
}
