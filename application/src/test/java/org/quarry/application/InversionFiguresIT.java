package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.application.DrawnScenes.Region;
import org.quarry.application.DrawnScenes.Scene;
import org.quarry.engine.Quarry;
import org.quarry.engine.RunResult;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/**
 * How well the model that ships takes drawn pictures to noise and back, and edits them. Slow: a few pictures in an
 * ordinary build, all of them with {@code -Dquarry.figures=true}. Prints the tables of {@code workflows/inversion.md}.
 */
class InversionFiguresIT {
    private static final boolean ALL = Boolean.getBoolean("quarry.figures");
    private static final DrawnScenes SCENES = new DrawnScenes();

    @RegisterExtension
    static final Shipped SHIPPED = new Shipped();

    @Test
    void the_measures_read_the_drawn_pictures_rightly() {
        for (Scene scene : SCENES.first(SCENES.count())) {
            Picture picture = (Picture) workflow("edit-colour", scene)
                    .to("picture")
                    .run()
                    .orThrow()
                    .value("picture.picture", Picture.class);

            assertThat(scene.colourOf(picture)).isEqualTo(scene.said("colour"));
            assertThat(scene.backgroundOf(picture)).isEqualTo(scene.said("background"));
        }
    }

    @Test
    void fifty_steps_bring_a_picture_back_as_well_as_the_autoencoder_can() {
        List<String> methods = List.of("vae", "ddim", "fixed", "friendly", "edict", "belm");
        Map<String, Double> squares = new LinkedHashMap<>();
        List<Scene> scenes = SCENES.first(ALL ? SCENES.count() : 2);

        for (Scene scene : scenes) {
            RunResult result = workflow("reconstruct", scene)
                    .with("schedule.steps", 50)
                    .to(methods.stream().map(method -> method + "-error").toArray(String[]::new))
                    .run()
                    .orThrow();
            for (String method : methods) {
                double decibels = result.value(method + "-error.decibels", Double.class);
                squares.merge(method, Math.pow(10, -decibels / 10) / scenes.size(), Double::sum);
            }
        }

        Map<String, Double> decibels = new LinkedHashMap<>();
        squares.forEach((method, square) -> decibels.put(method, -10 * Math.log10(square)));
        print("Reconstruction of " + scenes.size() + " pictures, 50 steps, dB", decibels);
        for (String method : List.of("fixed", "friendly", "edict", "belm")) {
            assertThat(decibels.get(method)).as(method).isGreaterThan(decibels.get("vae") - 1);
        }
    }

    @Test
    void the_error_of_plain_inversion_falls_threefold_from_10_to_50_steps() {
        List<Scene> scenes = SCENES.first(ALL ? SCENES.count() : 4);
        Map<String, Double> errors = new LinkedHashMap<>();

        for (int steps : new int[] {10, 20, 50}) {
            double squares = 0;
            for (Scene scene : scenes) {
                RunResult result = workflow("reconstruct", scene)
                        .with("schedule.steps", steps)
                        .to("ddim-down", "encode")
                        .run()
                        .orThrow();
                double error = result.value("ddim-down.latent", Tensor.class)
                        .rootMeanSquareDifference(result.value("encode.latent", Tensor.class));
                squares += error * error / scenes.size();
            }
            errors.put(steps + " steps", Math.sqrt(squares));
        }

        print("DDIM inversion of " + scenes.size() + " pictures, latent error", errors);
        assertThat(errors.get("10 steps") / errors.get("50 steps")).isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit-colour", "negative-prompt-inversion"})
    void the_colour_is_changed_and_the_background_stays(String name) {
        List<Edit> edits = new ArrayList<>();
        for (Scene scene : SCENES.first(ALL ? SCENES.count() : 4)) {
            Picture edited = edited(workflow(name, scene).with("target.text", scene.said("withOtherColour")));
            edits.add(new Edit(
                    scene.colourOf(edited).equals(scene.said("otherColour")),
                    scene.decibels(edited, Region.BACKGROUND)));
        }

        print(
                "Colours of " + edits.size() + " pictures by " + name + ", background against the source",
                figures(edits));
        assertThat(share(edits, edit -> edit.right() && edit.kept() > 20)).isGreaterThanOrEqualTo(0.7);
    }

    @Test
    void the_background_is_changed_and_the_object_stays() {
        List<Edit> edits = new ArrayList<>();
        for (Scene scene : SCENES.first(ALL ? SCENES.count() : 4)) {
            Picture edited = edited(workflow("edit-background", scene)
                    .with("target.text", scene.said("withOtherBackground"))
                    .with("object.colour", scene.colourCode()));
            edits.add(new Edit(
                    scene.backgroundOf(edited).equals(scene.said("otherBackground")),
                    scene.decibels(edited, Region.OBJECT)));
        }

        print("Backgrounds of " + edits.size() + " pictures, object against the source", figures(edits));
        assertThat(share(edits, edit -> edit.right() && edit.kept() > 20)).isGreaterThanOrEqualTo(0.7);
    }

    /** Whether the attribute is as the target prompt says, and how alike the rest is to the source. */
    private record Edit(boolean right, double kept) {}

    private static Map<String, Double> figures(List<Edit> edits) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("attribute right, share", share(edits, Edit::right));
        figures.put("rest above 20 dB, share", share(edits, edit -> edit.kept() > 20));
        figures.put("both, share", share(edits, edit -> edit.right() && edit.kept() > 20));
        figures.put(
                "rest, mean dB",
                edits.stream().mapToDouble(Edit::kept).average().orElse(0));
        return figures;
    }

    private static double share(List<Edit> edits, Predicate<Edit> wanted) {
        return (double) edits.stream().filter(wanted).count() / edits.size();
    }

    private static Picture edited(Quarry workflow) {
        return (Picture) workflow.to("decode")
                .run()
                .orThrow()
                .value("decode.pictures", List.class)
                .get(0);
    }

    private static Quarry workflow(String name, Scene scene) {
        return SHIPPED.workflow(name)
                .with("picture.file", scene.file())
                .with(name.equals("reconstruct") ? "prompt.text" : "source.text", scene.said("caption"));
    }

    private static void print(String title, Map<String, Double> figures) {
        System.out.println(title);
        figures.forEach((name, value) -> System.out.printf(Locale.ROOT, "  %-24s %8.3f%n", name, value));
    }
}
