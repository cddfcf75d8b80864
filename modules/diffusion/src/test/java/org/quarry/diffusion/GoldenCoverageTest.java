package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file of reference arrays is either run by a test of this module or stands here with the reason why not. */
class GoldenCoverageTest {
    private static final String NO_METHOD = "this method is not among ours yet";

    /** A file, or with a slash at its end a folder. */
    static final Map<String, String> NOT_COVERED = Stream.of(reasons(
                    NO_METHOD,
                    "inversion/bdia",
                    "inversion/edict_p0p93",
                    "inversion/edit_friendly_ddpm",
                    "inversion/edit_friendly_ddpm_edit_skip2",
                    "inversion/flowedit_sd3",
                    "inversion/o_belm",
                    "inversion/renoise_k4_avg2_5",
                    "inversion/rf_solver"))
            .flatMap(reasons -> reasons.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));

    private static Map<String, String> reasons(String reason, String... files) {
        return Stream.of(files).collect(Collectors.toMap(file -> file, file -> reason));
    }

    @Test
    void every_file_is_run_or_listed_with_a_reason() {
        Set<String> left = notRun().stream()
                .filter(id -> NOT_COVERED.keySet().stream().noneMatch(entry -> matches(entry, id)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(left).isEmpty();
    }

    @Test
    void no_listed_file_is_run_or_missing() {
        List<String> ids = notRun();

        assertThat(NOT_COVERED.keySet()).allMatch(entry -> ids.stream().anyMatch(id -> matches(entry, id)));
    }

    private static boolean matches(String entry, String id) {
        return entry.endsWith("/") ? id.startsWith(entry) : id.equals(entry);
    }

    private static List<String> notRun() {
        Set<String> run = Stream.of(
                        SamplerGoldenTest.runs(),
                        ScheduleGoldenTest.betas(),
                        ScheduleGoldenTest.strengths(),
                        ScheduleGoldenTest.shifts(),
                        KDiffusionGoldenTest.runs(),
                        FlowChurnGoldenTest.runs(),
                        KDiffusionGoldenTest.curves(),
                        ForwardProcessGoldenTest.jumps(),
                        ForwardProcessGoldenTest.velocities(),
                        GuidanceGoldenTest.combinations(),
                        GuidanceGoldenTest.rescales(),
                        GuidanceGoldenTest.embeddings(),
                        LatentPackingTest.packings(),
                        InversionGoldenTest.reconstructions(),
                        InversionGoldenTest.inversions())
                .flatMap(goldens -> goldens)
                .map(Golden::id)
                .collect(Collectors.toSet());
        return Stream.of("schedulers", "guidance", "inversion", "latents")
                .flatMap(Golden::ids)
                .filter(id -> !run.contains(id))
                .toList();
    }
}
