package org.quarry.nodes.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;

/** Agreement with OpenAI's tokenizer, and where Hugging Face's fast one differs, with that one. */
class ClipGoldenTest {
    private static final Path GOLDENS =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("clip-tokenizer");

    @Test
    void three_hundred_prompts_give_the_reference_ids() throws IOException, JsonException {
        assumeTrue(Files.isDirectory(GOLDENS), "no reference data at " + GOLDENS);
        ClipVocabulary vocabulary = ClipVocabulary.of(new TokenizerFolder(GOLDENS), "tokenizer");
        List<Map<String, Object>> cases = cases();

        assertThat(cases).hasSize(300);
        for (Map<String, Object> one : cases) {
            List<Integer> ids = new ArrayList<>(vocabulary.encode((String) one.get("text")));
            ids.add(0, 49406);
            ids.add(49407);
            Object wanted = one.getOrDefault("hf_fast_ids", one.get("ids"));
            assertThat(ids.stream().map(Integer::longValue).toList())
                    .as("%s", one.get("text"))
                    .isEqualTo(wanted);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cases() throws IOException, JsonException {
        Map<String, Object> file =
                (Map<String, Object>) JsonReader.read(GOLDENS.resolve("cases.json"), JsonLimits.DEFAULT)
                        .root()
                        .toJava();
        return (List<Map<String, Object>>) file.get("cases");
    }
}
