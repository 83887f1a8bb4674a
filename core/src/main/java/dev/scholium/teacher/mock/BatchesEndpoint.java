package dev.scholium.teacher.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Batch jobs in any provider's form: create, list, get, cancel and results. */
final class BatchesEndpoint implements MockEndpoint {

    private static final Pattern LIMIT = Pattern.compile("limit=(\\d{1,4})");
    private static final int USUAL_LIMIT = 20;

    private final BatchForm form;
    private final MockBatches jobs;
    private final Pattern id;
    private final Pattern after;

    /**
     * An endpoint.
     *
     * @param form how jobs are written and read
     * @param jobs where they are kept
     */
    BatchesEndpoint(BatchForm form, MockBatches jobs) {
        this.form = form;
        this.jobs = jobs;
        this.id = Pattern.compile(form.idPrefix() + "(\\d{1,9})");
        this.after = Pattern.compile(form.after() + "=" + form.idPrefix() + "(\\d{1,9})");
    }

    @Override
    public String path() {
        return form.path();
    }

    @Override
    public MockReaction answer(MockCall call) {
        String rest = call.path().substring(path().length());
        if (rest.isEmpty() || rest.equals("/")) {
            return call.method().equals("POST") ? form.create(call.body()) : list(call);
        }
        String[] parts = rest.substring(1).split("/", -1);
        Matcher named = id.matcher(parts[0]);
        Optional<MockBatch> job = named.matches() ? jobs.find(Integer.parseInt(named.group(1))) : Optional.empty();
        if (job.isEmpty()) {
            return form.unknown(parts[0]);
        }
        if (parts.length > 1 && parts[1].equals("results")) {
            return form.results(job.get(), call);
        }
        if (parts.length > 1 && parts[1].equals("cancel")) {
            job.get().cancel();
        }
        return MockReaction.json(form.shown(job.get(), call));
    }

    private MockReaction list(MockCall call) {
        int limit = number(LIMIT, call.query(), USUAL_LIMIT);
        int before = number(after, call.query(), Integer.MAX_VALUE);
        List<Map<String, Object>> page = new ArrayList<>();
        boolean more = false;
        for (MockBatch job : jobs.newestFirst()) {
            if (job.number() < before && page.size() == limit) {
                more = true;
            } else if (job.number() < before) {
                page.add(form.listed(job, call));
            }
        }
        return MockReaction.json(form.page(page, more));
    }

    private static int number(Pattern parameter, String query, int otherwise) {
        Matcher found = parameter.matcher(query);
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }
}
