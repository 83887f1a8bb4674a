package dev.scholium.web.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scholium.browse.Selection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowsQueryTest {

    private static final Set<String> FACETS = Set.of("label", "by:genre");

    @Test
    void aLinkLeadsToTheSameSelection() {
        RowsQuery query = new RowsQuery(
                new Selection("red & \"kite\"", Map.of("by:genre", List.of("a=b", "ü&<"), "label", List.of("neutral"))),
                3);

        String link = query.link();

        assertThat(link)
                .startsWith("/?q=red+%26+%22kite%22&")
                .endsWith("&page=3")
                .doesNotContain("<", "\"", "ü");
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String part : link.substring(2).split("&", -1)) {
            String[] pair = part.split("=", 2);
            parameters
                    .computeIfAbsent(decoded(pair[0]), name -> new ArrayList<>())
                    .add(decoded(pair[1]));
        }
        assertThat(RowsQuery.of(parameters, FACETS)).isEqualTo(query);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Test
    void passesOverWhatIsNoFacetAndNoPage() {
        RowsQuery query = RowsQuery.of(
                Map.of("page", List.of("-7"), "split", List.of("dev"), "label", List.of("neutral", "neutral")), FACETS);

        assertThat(query).isEqualTo(new RowsQuery(new Selection("", Map.of("label", List.of("neutral"))), 1));
        assertThat(query.without("label", "neutral").link()).isEqualTo("/");
    }
}
