package dev.scholium.teacher.mock;

import java.util.List;
import java.util.Map;

/** A provider's way to write and read batch jobs. */
interface BatchForm {

    /** {@return where jobs are made and listed} */
    String path();

    /** {@return what stands before a job's number in its id} */
    String idPrefix();

    /** {@return the parameter that names the job after which a page begins} */
    String after();

    /**
     * Makes a job.
     *
     * @param body the request
     * @return the job as it is shown, or what is wrong with the request
     */
    MockReaction create(String body);

    /**
     * A job as it is shown.
     *
     * @param job the job
     * @param call who asks
     * @return its fields
     */
    Map<String, Object> shown(MockBatch job, MockCall call);

    /**
     * A page of a list of jobs.
     *
     * @param page the jobs as they are shown in lists
     * @param more whether there are older ones
     * @return its fields
     */
    Map<String, Object> page(List<Map<String, Object>> page, boolean more);

    /**
     * A job as it stands in a list; unless overridden, as it is shown alone.
     *
     * @param job the job
     * @param call who asks
     * @return its fields
     */
    default Map<String, Object> listed(MockBatch job, MockCall call) {
        return shown(job, call);
    }

    /**
     * The results of a job.
     *
     * @param job the job
     * @param call who asks
     * @return the results; unless overridden the job itself, where results are files
     */
    default MockReaction results(MockBatch job, MockCall call) {
        return MockReaction.json(shown(job, call));
    }

    /**
     * What is said of a job that there is not.
     *
     * @param id the id that was asked for
     * @return an error
     */
    MockReaction unknown(String id);
}
