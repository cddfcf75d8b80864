package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quarry.json.JsonException;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class ReceiptTest extends LabTest {
    private static final String[] GUIDED = {
        "m = model model=m",
        "x = seeded seed=12345678901234567890",
        "one = tensor value=1",
        "with = predict bias<-one.value model<-m.model",
        "half = tensor value=0.5",
        "without = predict bias<-half.value model<-m.model",
        "g = guide conditional<-with.value unconditional<-without.value scale=2",
        "i = integrate slope<-g.value start<-x.value steps=2",
        "out = write value<-i.end"
    };

    @BeforeEach
    void a_model() throws IOException {
        Files.createDirectories(folder.resolve("models/m"));
        Files.writeString(folder.resolve("models/m/weights"), "w");
    }

    private static String[] with(String old, String fresh) {
        return java.util.Arrays.stream(GUIDED)
                .map(line -> line.replace(old, fresh))
                .toArray(String[]::new);
    }

    @Test
    void it_names_what_ran_with_versions_seeds_models_and_a_hash_of_every_value() {
        Receipt receipt = lab.run(GUIDED).orThrow().receipt();

        assertThat(receipt.nodes()).containsOnlyKeys("m", "x", "one", "with", "half", "without", "g", "i", "out");
        assertThat(receipt.models()).isEqualTo(Map.of("m", "sha256:w"));
        assertThat(receipt.provider()).isEqualTo("fake: it is a test");
        Receipt.Entry seeded = receipt.nodes().get("x");
        assertThat(seeded.type()).isEqualTo("test:seeded@1");
        assertThat(seeded.module()).isEqualTo("org.quarry.test 1.0");
        assertThat(seeded.seeds()).isEqualTo(Map.of("seed", "12345678901234567890"));
        assertThat(seeded.outputs().get("value")).matches("crc:[0-9a-f]{16}");
        assertThat(receipt.nodes().get("g").steps()).containsOnlyKeys("i");
        assertThat(receipt.nodes().get("out").outputs()).isEmpty();
    }

    @Test
    void equal_runs_have_equal_receipts_also_when_much_was_reused() throws IOException {
        Receipt first = lab.run(GUIDED).receipt();
        String written = Files.readString(folder.resolve("out.txt"));
        Receipt second = lab.run(GUIDED).receipt();
        assertThat(lab.computed()).containsExactly("out");
        String again = Files.readString(folder.resolve("out.txt"));
        try (Lab fresh = new Lab(folder)) {
            Receipt third = fresh.run(GUIDED).receipt();

            assertThat(second).isEqualTo(first);
            assertThat(third).isEqualTo(first);
            assertThat(third.toText()).isEqualTo(first.toText());
            assertThat(again).isEqualTo(written);
        }
    }

    @Test
    void what_was_not_needed_is_not_in_it_even_if_an_earlier_run_needed_it() {
        lab.run(GUIDED);

        Receipt receipt = lab.run(with("scale=2", "scale=1")).receipt();

        assertThat(receipt.nodes()).doesNotContainKeys("half", "without").containsKeys("one", "with");
    }

    @Test
    void two_receipts_name_the_first_node_that_differs() {
        Receipt first = lab.run(GUIDED).receipt();

        assertThat(first.firstDifference(first)).isEmpty();
        assertThat(first.firstDifference(
                        lab.run(with("seed=12345678901234567890", "seed=7")).receipt()))
                .hasValueSatisfying(difference -> {
                    assertThat(difference.node()).isEqualTo("x");
                    assertThat(difference.sentence())
                            .isEqualTo("node 'x' differs: its seed was 12345678901234567890 in the first run and"
                                    + " 7 in the second");
                });
        assertThat(first.firstDifference(
                        lab.run(with("value=0.5", "value=0.25")).receipt()))
                .hasValueSatisfying(
                        difference -> assertThat(difference.sentence()).isEqualTo("node 'half' gave another 'value'"));
    }

    @Test
    void a_difference_inside_a_loop_names_the_per_step_node() {
        Receipt first = lab.run(GUIDED).receipt();

        assertThat(first.firstDifference(lab.run(with("scale=2", "scale=3")).receipt()))
                .hasValueSatisfying(difference -> assertThat(difference.sentence())
                        .isEqualTo("node 'g' gave another 'value' at evaluation 1 of 'i'"));
    }

    @Test
    void of_a_loop_the_earliest_evaluation_that_differs_counts() {
        String[] lines = {
            "one = tensor value=1",
            "step = current",
            "late = from value<-step.sample index=1 bias=0",
            "p = predict bias<-one.value",
            "sum = sum parts<-p.value,late.value",
            "i = integrate slope<-sum.value start<-one.value steps=4"
        };
        Receipt first = lab.run(lines).orThrow().receipt();
        lines[2] = lines[2].replace("bias=0", "bias=1");

        assertThat(first.firstDifference(lab.run(lines).orThrow().receipt()))
                .as("at the third evaluation all nodes differ")
                .hasValueSatisfying(difference -> assertThat(difference.sentence())
                        .isEqualTo("node 'late' gave another 'value' at evaluation 2 of 'i'"));
    }

    @Test
    void what_else_differed_is_said_too() {
        Receipt here = lab.run("a = tensor value=1").receipt();
        Receipt there =
                new Receipt(here.quarry(), here.java(), here.system(), "cuda: asked for", here.models(), here.nodes());

        assertThat(here.firstDifference(there))
                .hasValueSatisfying(difference -> assertThat(difference.sentence())
                        .isEqualTo(
                                "all values are equal; what computed the networks was fake: it is a test in the first"
                                        + " run and cuda: asked for in the second"));
    }

    @Test
    void it_survives_being_written_and_read() throws JsonException {
        Receipt receipt = lab.run(GUIDED).receipt();

        assertThat(Receipt.parse(receipt.toText())).isEqualTo(receipt);
        assertThatThrownBy(() -> Receipt.parse("{\"nodes\": []}"))
                .hasMessage("nodes of the receipt: found an array, an object was wanted");
    }

    @Test
    void a_node_is_told_how_its_inputs_came_about() throws Exception {
        lab.run(GUIDED);

        List<String> written = Files.readAllLines(folder.resolve("out.txt"));
        assertThat(written.get(1)).isEqualTo("the workflow");
        assertThat(Receipt.parse(written.get(2)).nodes())
                .containsKeys("m", "g", "i")
                .doesNotContainKey("out");
    }

    @Test
    void hashing_a_model_does_not_hold_up_the_run() {
        lab.models.hashing = new CountDownLatch(1);
        String[] shown = with("out = write value<-i.end", "out = show value<-i.end");

        RunResult result = lab.run(shown);

        assertThat(result.outcome()).isEqualTo(RunResult.Outcome.FINISHED);
        lab.models.hashing.countDown();
        assertThat(result.receipt().models()).isEqualTo(Map.of("m", "sha256:w"));
    }

    @Test
    void a_failed_run_has_a_receipt_of_what_it_did() {
        RunResult result = lab.run("a = tensor value=1", "f = fail value<-a.value", "b = add parts<-a.value");

        assertThat(result.receipt().nodes()).containsKeys("a", "b").doesNotContainKey("f");
    }

    @Test
    void hashes_tell_bits_shapes_and_structure_apart() {
        String hash = hash(Tensor.of(Shape.of(2), 1, 2));

        assertThat(hash(Tensor.of(Shape.of(2), 1, 2))).isEqualTo(hash);
        assertThat(hash(Tensor.of(Shape.of(1, 2), 1, 2))).isNotEqualTo(hash);
        assertThat(hash(Tensor.of(Shape.of(2), 1, Math.nextUp(2f)))).isNotEqualTo(hash);
        assertThat(hash(List.of(List.of("a"), "b"))).isNotEqualTo(hash(List.of("a", List.of("b"))));
        assertThat(hash(Map.of("a", 1, "b", 2))).isEqualTo(hash(new java.util.TreeMap<>(Map.of("b", 2, "a", 1))));
        // More numbers than fit the buffer, with the difference at the end.
        Tensor large = Tensor.filled(Shape.of(10_000), 1);
        assertThat(hash(large))
                .isNotEqualTo(hash(Tensor.concatenate(List.of(large.rows(0, 9999), Tensor.of(Shape.of(1), 2)))));
    }

    @Test
    void the_checksum_of_a_step_tells_two_values_apart_by_one_bit() {
        Tensor large = Tensor.filled(Shape.of(10_000), 1);
        Tensor other = Tensor.concatenate(List.of(large.rows(0, 9999), Tensor.of(Shape.of(1), Math.nextUp(1f))));

        assertThat(ContentHash.checksum(large))
                .matches("[0-9a-f]{8}")
                .isEqualTo(ContentHash.checksum(Tensor.filled(Shape.of(10_000), 1)))
                .isNotEqualTo(ContentHash.checksum(other))
                .isNotEqualTo(ContentHash.checksum(large.reshaped(Shape.of(100, 100))));
    }

    private static String hash(Object value) {
        return ContentHash.of(value, org.quarry.node.model.Model::fingerprint);
    }
}
