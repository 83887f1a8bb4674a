package dev.scholium.web.rate;

import dev.scholium.file.Json;
import dev.scholium.rate.Question;
import dev.scholium.rate.RatedTurn;
import dev.scholium.rate.RatingExport;
import dev.scholium.rate.RatingStore;
import dev.scholium.rate.Study;
import dev.scholium.rate.Turn;
import dev.scholium.web.Pages;
import dev.scholium.web.WebRefusal;
import dev.scholium.web.rate.StudyTokens.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * A study's pages. A link's token stands behind its {@code #}, so that no server or proxy hears of it; the first page
 * exchanges it for a cookie that scripts cannot read and other sites' pages cannot use. Safe for any number of raters.
 */
public final class RatingPages {

    private static final int MONTHS_3 = 90 * 24 * 3600;
    private static final int LONGEST_ENTER = 128;

    private final RatingStore store;
    private final StudyTokens tokens;
    private final boolean secure;

    /**
     * The pages of a study.
     *
     * @param store where answers are kept
     * @param tokens of raters and owner
     * @param secure whether they are served over HTTPS alone
     */
    public RatingPages(RatingStore store, StudyTokens tokens, boolean secure) {
        this.store = store;
        this.tokens = tokens;
        this.secure = secure;
    }

    /**
     * Adds the pages to a server.
     *
     * @param routes of the server
     */
    public void addTo(RoutesConfig routes) {
        routes.get("/", this::enter);
        routes.post("/enter", this::exchange);
        routes.get("/rate", this::rate);
        routes.post("/rate/save", this::save);
        routes.get("/owner", this::owner);
        routes.post("/owner/settle", this::settle);
        routes.get("/owner/ratings.jsonl", this::jsonl);
        routes.get("/owner/ratings.csv", this::csv);
    }

    /** The page takes the token of the link that was opened, and without one goes where the last one led. */
    private void enter(Context request) {
        String page = visitor(request).map(RatingPages::page).orElse("");
        Pages.answer(request, "rate/enter.jte", Map.of("title", study().title(), "page", page));
    }

    private static String page(Visitor visitor) {
        return visitor instanceof Visitor.Owner ? "/owner" : "/rate";
    }

    private void exchange(Context request) {
        requireJson(request);
        if (request.contentLength() > LONGEST_ENTER) { // read before anybody has shown a token
            throw new WebRefusal(413, "the body must have at most " + LONGEST_ENTER + " bytes");
        }
        String token;
        try {
            token = Json.mapper().readTree(request.bodyAsBytes()).path("token").asString("");
        } catch (JacksonException e) {
            throw new WebRefusal(400, "the body must be an object of JSON, but is not");
        }
        Visitor visitor = tokens.visitor(token)
                .orElseThrow(() -> new WebRefusal(403, "the link is not of this study; ask who sent it for another"));
        request.header(
                "Set-Cookie",
                tokens.cookie() + "=" + token + "; Path=/; Max-Age=" + MONTHS_3 + "; HttpOnly; SameSite=Strict"
                        + (secure ? "; Secure" : ""));
        request.contentType("application/json").result(Json.line(Map.of("page", page(visitor))));
    }

    private void rate(Context request) {
        String rater = rater(request);
        Map<Integer, RatedTurn> own = store.of(rater);
        int screens = store.plan().of(rater).size();
        int reached = RatePage.reached(screens, own);
        int place = place(request, reached);
        if (place >= screens) {
            Pages.answer(
                    request, "rate/done.jte", Map.of("title", study().title(), "rater", rater, "screens", screens));
        } else {
            Pages.answer(request, "rate/card.jte", Map.of("page", RatePage.of(store.plan(), rater, own, place)));
        }
    }

    private static int place(Context request, int reached) {
        String asked = Objects.requireNonNullElse(request.queryParam("place"), "");
        return asked.matches("\\d{1,6}") ? Math.min(Integer.parseInt(asked), reached) : reached;
    }

    private void save(Context request) {
        requireJson(request);
        String rater = rater(request);
        int reached = RatePage.reached(store.plan().of(rater).size(), store.of(rater));
        SaveRequest change = new SaveRequest(request.bodyAsBytes(), store.plan());
        change.requireQueue(RatePage.queue(study(), rater));
        Turn turn = change.keep(rater, reached, store);
        String note = turn.kind() == Turn.Kind.PRACTICE
                ? study().practice().get(turn.place()).note()
                : "";
        request.contentType("application/json").result(Json.line(Map.of("note", note)));
    }

    private void owner(Context request) {
        requireOwner(request);
        Pages.answer(request, "rate/owner.jte", Map.of("page", OwnerPage.of(store.ratings())));
    }

    private void settle(Context request) {
        requireOwner(request);
        String card = Objects.requireNonNullElse(request.formParam("card"), "");
        String question = Objects.requireNonNullElse(request.formParam("question"), "");
        String value = Objects.requireNonNullElse(request.formParam("value"), "");
        boolean known = store.plan().cards().stream().anyMatch(one -> one.id().equals(card))
                && study().questions().stream().map(Question::name).anyMatch(question::equals);
        if (!known || !value.matches("[1-9]") || Integer.parseInt(value) > study().largest()) {
            throw new WebRefusal(400, "card, question and value must be of the study");
        }
        store.settle(card, question, Integer.parseInt(value));
        request.redirect("/owner#disagreements");
    }

    private void jsonl(Context request) {
        requireOwner(request);
        request.header("Content-Disposition", "attachment; filename=ratings.jsonl")
                .contentType("application/x-ndjson; charset=utf-8")
                .result(RatingExport.jsonl(store.ratings()));
    }

    private void csv(Context request) {
        requireOwner(request);
        request.header("Content-Disposition", "attachment; filename=ratings.csv")
                .contentType("text/csv; charset=utf-8")
                .result(RatingExport.csv(store.ratings()));
    }

    private Study study() {
        return store.plan().study();
    }

    private Optional<Visitor> visitor(Context request) {
        return tokens.visitor(Objects.requireNonNullElse(request.cookie(tokens.cookie()), ""));
    }

    private String rater(Context request) {
        if (visitor(request).orElse(null) instanceof Visitor.Rater rater) {
            return rater.name();
        }
        throw new WebRefusal(403, "this page is for raters; open the link that was sent to you");
    }

    private void requireOwner(Context request) {
        if (!(visitor(request).orElse(null) instanceof Visitor.Owner)) {
            throw new WebRefusal(403, "this page is for who leads the study; open the owner's link");
        }
    }

    /** A form on another site's page cannot send this type. */
    private static void requireJson(Context request) {
        String type = Objects.requireNonNullElse(request.contentType(), "");
        if (!List.of(type.split(";")).get(0).strip().equals("application/json")) {
            throw new WebRefusal(415, "the body must be of type application/json");
        }
    }
}
