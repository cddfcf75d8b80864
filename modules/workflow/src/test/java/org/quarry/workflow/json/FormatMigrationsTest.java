package org.quarry.workflow.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.json.JsonDocument;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/** Files of older formats, by an invented history: 1 called nodes "boxes", 2 called the title "name". */
class FormatMigrationsTest {
    private static final FormatMigrations HISTORY =
            new FormatMigrations(3, Map.of(1, renamed("boxes", "nodes"), 2, renamed("name", "title")));

    @Test
    void a_file_goes_through_every_format_in_between() throws JsonException {
        assertThat(carried("{\"quarry\": 1, \"name\": \"Old\", \"boxes\": {\"a\": {}}, \"other\": 5}"))
                .isEqualTo(json("{\"quarry\": 3, \"title\": \"Old\", \"nodes\": {\"a\": {}}, \"other\": 5}"));
    }

    @Test
    void a_file_in_between_goes_the_rest_of_the_way() throws JsonException {
        assertThat(carried("{\"quarry\": 2, \"name\": \"Old\", \"boxes\": 1}"))
                .isEqualTo(json("{\"quarry\": 3, \"title\": \"Old\", \"boxes\": 1}"));
    }

    @Test
    void a_file_of_today_stays_as_it_is() throws JsonException {
        assertThat(carried("{\"quarry\": 3, \"name\": 1}")).isEqualTo(json("{\"quarry\": 3, \"name\": 1}"));
    }

    @Test
    void a_file_from_the_future_is_refused_with_its_place() {
        assertThatThrownBy(() -> carried("{\n  \"quarry\": 4}"))
                .hasMessage("line 2, column 13: this workflow is of format 4, made by a newer Quarry; "
                        + "this one reads formats up to 3; update Quarry");
    }

    @Test
    void a_file_from_before_the_first_format_is_refused() {
        assertThatThrownBy(() -> carried("{\"quarry\": 0}"))
                .hasMessage(
                        "line 1, column 12: found format 0; this Quarry reads formats up to 3, but knows no way from"
                                + " 0; save the file with the Quarry it was made by");
    }

    private static Json.Members carried(String text) throws JsonException {
        JsonDocument document = JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
        return HISTORY.carry(new Fields(document, "", document.root()));
    }

    private static Json json(String text) throws JsonException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT)
                .root();
    }

    private static UnaryOperator<Json.Members> renamed(String old, String now) {
        return file -> {
            Map<String, Json> members = new java.util.LinkedHashMap<>();
            file.members().forEach((name, value) -> members.put(name.equals(old) ? now : name, value));
            return new Json.Members(members);
        };
    }
}
