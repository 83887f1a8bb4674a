package dev.scholium.teacher.mock;

/** Says what the mock teacher was asked so far: {@code GET /v1/mock/stats}. */
final class StatisticsEndpoint implements MockEndpoint {

    private final MockStatistics statistics;

    /**
     * An endpoint.
     *
     * @param statistics what it tells
     */
    StatisticsEndpoint(MockStatistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public String path() {
        return "/v1/mock/stats";
    }

    @Override
    public MockReaction answer(MockCall call) {
        return MockReaction.json(statistics.summary());
    }
}
