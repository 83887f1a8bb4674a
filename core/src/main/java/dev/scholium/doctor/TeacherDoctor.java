package dev.scholium.doctor;

import dev.scholium.failure.ScholiumException;
import dev.scholium.prompt.Prompt;
import dev.scholium.prompt.ReplySchema;
import dev.scholium.teacher.Question;
import dev.scholium.teacher.TeacherConfig;
import dev.scholium.teacher.TeacherException;
import dev.scholium.teacher.TeacherFault;
import dev.scholium.teacher.TeacherFault.Kind;
import dev.scholium.teacher.TeacherProbe;
import dev.scholium.teacher.price.ModelPrice;
import dev.scholium.teacher.price.TeacherPrice;
import dev.scholium.teacher.price.TokenEstimate;
import dev.scholium.teacher.price.Usd;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at a teacher by one tiny request with the recipe's own settings.
 *
 * <p>The request asks for one word, with a system message and a reply schema. Where it is refused for itself, a second
 * one goes without the schema; a refused request costs nothing. Nothing is journalled: no run asks this question. What
 * it cost is shown, and it is not sent if it might cost more than the budget.
 */
public final class TeacherDoctor {

    /** Longest answer that is paid for, in tokens; hidden ones come on top. */
    static final int MOST_TOKENS = 64;

    static final String WORD = "scholium";
    private static final String SYSTEM =
            "Whatever you are asked, answer with the one word " + WORD + " and nothing else.";
    private static final String USER = "What is the capital of France?";
    private static final ReplySchema SCHEMA = new ReplySchema(
            "word",
            "{\"type\":\"object\",\"properties\":{\"word\":{\"type\":\"string\"}},\"required\":[\"word\"],"
                    + "\"additionalProperties\":false}");

    private final Set<String> builtIn;
    private final Map<String, String> environment;
    private final Clock clock;

    /**
     * A doctor.
     *
     * @param builtIn names of the teachers in this process
     * @param environment the process's environment, where keys are looked up
     * @param clock for certificates, and a {@code Retry-After} that is a date
     */
    public TeacherDoctor(Set<String> builtIn, Map<String, String> environment, Clock clock) {
        this.builtIn = builtIn;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Looks at a teacher.
     *
     * @param recipe who and how
     * @param offline whether nothing may be sent
     * @return what was found, in the order in which a request meets it
     */
    public List<Finding> examine(TeacherConfig recipe, boolean offline) {
        if (recipe.provider().equals(TeacherConfig.BUILT_IN)) {
            return List.of(inThisProcess(recipe.model()));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("teacher", recipe.provider() + " " + recipe.model() + " at " + recipe.baseUrl()));
        try {
            TeacherProbe probe = TeacherProbe.of(tiny(recipe), environment, clock);
            if (probe.isKeyOpenToOthers()) {
                findings.add(Finding.warning(
                        "key", probe.keyOrigin() + " may be read by others", "chmod 600 " + recipe.apiKeyFile()));
            }
            TeacherPrice price = TeacherPrice.of(recipe);
            findings.add(priceFinding(price, recipe));
            examine(probe, price, recipe, offline, findings);
        } catch (TeacherException noKey) {
            String reason = String.valueOf(noKey.getMessage()).replaceFirst("^teacher .*?: (?=needs)", "");
            findings.add(Finding.problem("key", reason, "set the variable, or name a file in teacher.api_key_file"));
        } catch (ScholiumException badPrices) {
            findings.add(Finding.problem("price", String.valueOf(badPrices.getMessage()), "mend the prices"));
        }
        return findings;
    }

    private static TeacherConfig tiny(TeacherConfig recipe) {
        return recipe.with("max_tokens", Math.min(recipe.maxTokens(), MOST_TOKENS));
    }

    private Finding inThisProcess(String model) {
        return builtIn.contains(model)
                ? Finding.ok("teacher", "built-in " + model + ": no address, no key, no cost")
                : Finding.problem(
                        "teacher",
                        "no built-in teacher is called " + model,
                        "set teacher.model to one of "
                                + builtIn.stream().sorted().toList());
    }

    /** Looks at key, address and answers, as far as it may and can. */
    private void examine(
            TeacherProbe probe, TeacherPrice price, TeacherConfig recipe, boolean offline, List<Finding> findings) {
        Question question = Question.of(new Prompt(SYSTEM, List.of(), USER, SCHEMA));
        Usd most = most(price, question, tiny(recipe));
        if (offline) {
            findings.add(Finding.ok("key", key(probe)));
            findings.add(
                    Finding.ok("request", "none was sent (--offline); it would cost at most " + said(price, most)));
            return;
        }
        findings.addAll(new ServerAddress(recipe.baseUrl(), clock).look());
        if (findings.stream().anyMatch(finding -> finding.level() == Finding.Level.PROBLEM)) {
            return;
        }
        Double budget = recipe.budgetUsd();
        if (budget != null && most.compareTo(Usd.of(budget)) > 0) {
            findings.add(Finding.problem(
                    "request",
                    "none was sent: it might cost " + most + ", but teacher.budget_usd is " + Usd.of(budget),
                    "raise the budget"));
            return;
        }
        findings.addAll(asked(probe, price, question));
    }

    private static Usd most(TeacherPrice price, Question question, TeacherConfig config) {
        ModelPrice known = price.price();
        return known == null ? Usd.ZERO : known.most(TokenEstimate.of(question.prompt(), config));
    }

    private static String said(TeacherPrice price, Usd amount) {
        return price.price() == null ? "an unknown amount" : amount.toString();
    }

    private static Finding priceFinding(TeacherPrice price, TeacherConfig config) {
        ModelPrice known = price.price();
        if (known == null) {
            String advice = "give teacher.price_input and teacher.price_output (USD per million tokens)";
            return config.allowUnpriced()
                    ? Finding.warning("price", "not known: " + price.origin() + "; no budget can be held", advice)
                    : Finding.warning(
                            "price",
                            "not known: " + price.origin() + "; a run would refuse this teacher",
                            advice + ", or set teacher.allow_unpriced: true");
        }
        return Finding.ok(
                "price",
                known.isFree()
                        ? "free: " + price.origin()
                        : "USD per million tokens: " + known.perMillion() + "; from " + price.origin());
    }

    private static String key(TeacherProbe probe) {
        return probe.hasKey() ? "found in " + probe.keyOrigin() : "none, and none is needed here";
    }

    private static List<Finding> asked(TeacherProbe probe, TeacherPrice price, Question question) {
        TeacherProbe.Outcome outcome = probe.ask(question);
        TeacherFault refused = outcome.fault();
        if (refused != null && isRefusedForItself(refused)) {
            Question plain = Question.of(new Prompt(SYSTEM, USER));
            TeacherProbe.Outcome second = probe.ask(plain);
            if (second.completion() != null) {
                return AnswerFindings.of(probe, price, second, refused.reason());
            }
            outcome = second;
        }
        TeacherFault fault = outcome.fault();
        return fault == null
                ? AnswerFindings.of(probe, price, outcome, "")
                : FaultFindings.of(probe, fault, outcome.limits());
    }

    /** Whether something in the body was refused: then it may have been the schema. */
    private static boolean isRefusedForItself(TeacherFault fault) {
        boolean body = fault.status() == 400 || fault.status() == 422 || fault.status() == 500;
        boolean key = fault.reason().startsWith("the key ");
        return body && !key && fault.kind() != Kind.RATE_LIMITED;
    }
}
