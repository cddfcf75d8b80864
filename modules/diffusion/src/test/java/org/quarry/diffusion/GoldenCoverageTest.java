package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file of reference arrays is run by a test of this module. */
class GoldenCoverageTest {
    @Test
    void every_file_is_run() {
        assertThat(notRun()).isEmpty();
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
                        InversionGoldenTest.inversions(),
                        ExactInversionGoldenTest.all())
                .flatMap(goldens -> goldens)
                .map(Golden::id)
                .collect(Collectors.toSet());
        return Stream.of("schedulers", "guidance", "inversion", "latents")
                .flatMap(Golden::ids)
                .filter(id -> !run.contains(id))
                .toList();
    }
}
