package org.quarry.nodes.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.model.Emphasis;
import org.quarry.node.model.Tokens;

/** Agreement with the parsers of ComfyUI and WebUI. */
class PromptWeightsGoldenTest {
    private static final Path GOLDENS = Path.of(System.getProperty("quarry.goldens", "none"));
    private static final int STEPS = 20;

    @SuppressWarnings("unchecked")
    static Stream<Map<String, Object>> cases() throws IOException, JsonException {
        Path file = GOLDENS.resolve("prompt-weights/cases.json");
        assumeTrue(Files.exists(file), "no reference data at " + file);
        Map<String, Object> root = (Map<String, Object>)
                JsonReader.read(file, JsonLimits.DEFAULT).root().toJava();
        return ((List<Map<String, Object>>) root.get("cases")).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comfyui_reads_the_same_weights(Map<String, Object> one) {
        List<?> wanted = (List<?>) map(one.get("comfyui")).get("segments");

        requireSegments(ComfyPrompt.segments((String) one.get("prompt")), wanted);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comfyui_gives_each_token_the_same_weight(Map<String, Object> one) {
        Vocabulary vocabulary = Vocabularies.of(new TokenizerFolder(GOLDENS.resolve("clip-tokenizer")), "tokenizer");
        Tokens tokens = new Prompt((String) one.get("prompt"), PromptRule.COMFYUI).tokens(vocabulary);

        List<?> batches = (List<?>) map(one.get("comfyui")).get("batches");
        assertThat(tokens.chunks()).hasSameSizeAs(batches);
        for (int chunk = 0; chunk < batches.size(); chunk++) {
            List<?> wanted = (List<?>) batches.get(chunk);
            for (int i = 0; i < wanted.size(); i++) {
                List<?> pair = (List<?>) wanted.get(i);
                assertThat(tokens.chunks().get(chunk).get(i).longValue()).isEqualTo(pair.get(0));
                assertThat(weight(tokens, chunk, i)).isCloseTo(number(pair.get(1)), within(1e-12));
            }
            assertThat(tokens.chunks().get(chunk).subList(wanted.size(), 77)).containsOnly(49407);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void webui_finds_the_same_prompts_schedules_and_weights(Map<String, Object> one) {
        List<PromptParts.Part> parts = PromptParts.of((String) one.get("prompt"));

        List<?> wantedParts = (List<?>) map(one.get("a1111")).get("and_parts");
        assertThat(parts).hasSameSizeAs(wantedParts);
        for (int i = 0; i < parts.size(); i++) {
            Map<String, Object> wanted = map(wantedParts.get(i));
            assertThat(parts.get(i).text()).isEqualTo(wanted.get("text"));
            assertThat(parts.get(i).weight()).isEqualTo(number(wanted.get("weight")));
            requireSchedule(parts.get(i).text(), wanted);
        }
    }

    private static void requireSchedule(String text, Map<String, Object> wanted) {
        PromptSchedule schedule = PromptSchedule.of(text, STEPS);

        assertThat(schedule.ends()).hasSize((int) number(wanted.get("schedule_length")));
        for (Object entry : (List<?>) wanted.get("schedule_20_steps")) {
            int end = (int) number(map(entry).get("until_step"));
            assertThat(schedule.ends()).contains(end);
            assertThat(schedule.at(end)).isEqualTo(map(entry).get("text"));
            requireSegments(
                    WebuiPrompt.segments(schedule.at(end)), (List<?>) map(entry).get("segments"));
        }
    }

    /** The reference lists a break as a segment of its own, with weight -1. */
    private static void requireSegments(List<Segment> segments, List<?> wanted) {
        List<Segment> listed = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.startsChunk()) {
                listed.add(new Segment("BREAK", -1));
            }
            listed.add(segment);
        }
        assertThat(listed).hasSameSizeAs(wanted);
        for (int i = 0; i < listed.size(); i++) {
            List<?> pair = (List<?>) wanted.get(i);
            assertThat(listed.get(i).text()).isEqualTo(pair.get(0));
            assertThat(listed.get(i).weight()).isCloseTo(number(pair.get(1)), within(1e-12));
        }
    }

    private static double weight(Tokens tokens, int chunk, int index) {
        return tokens.emphasis() instanceof Emphasis.FromEmpty weighed
                ? weighed.weights().get(chunk).get(index)
                : 1;
    }

    private static double number(Object number) {
        return ((Number) number).doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }
}
