package org.quarry.diffusion;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/**
 * What a step of a sampler costs beyond the network and beyond drawing noise, on a float sample of 1 × 16 × 128 × 128, one
 * thread. {@link #plainLoop} is Euler's step as one would write it by hand, for comparison.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SamplerStepBenchmark {
    private static final int STEPS = 20;

    private static final Map<String, Sampler> SAMPLERS = new TreeMap<>(Map.ofEntries(
            Map.entry("ddim", new Ddim()),
            Map.entry("ddpm", Ddpm.SMALL_VARIANCE),
            Map.entry("euler", new Euler()),
            Map.entry("euler-ancestral", new EulerAncestral()),
            Map.entry("heun", new Heun()),
            Map.entry("dpm2", new Dpm2()),
            Map.entry("dpm2-ancestral", new Dpm2Ancestral()),
            Map.entry("lms", new LinearMultistep(4)),
            Map.entry("plms", new Pndm(false)),
            Map.entry("ipndm", new ImprovedPndm()),
            Map.entry("dpmpp-2m", DpmMultistep.plusPlus(2, 0)),
            Map.entry("dpmpp-3m", DpmMultistep.plusPlus(3, 0)),
            Map.entry("dpmpp-2m-sde", DpmMultistep.plusPlus(2, 1)),
            Map.entry("dpmpp-3s", DpmSinglestep.plusPlus(3, 0)),
            Map.entry("dpmpp-2s-ancestral", new DpmTwoStageAncestral()),
            Map.entry("dpmpp-sde", new DpmStochastic()),
            Map.entry("dpm-fast", DpmFast.plain()),
            Map.entry("deis", new Deis(3, true)),
            Map.entry("unipc", UniPc.of(3)),
            Map.entry("sa-solver", SaSolver.standard()),
            Map.entry("lcm", Lcm.standard()),
            Map.entry("tcd", new Tcd(0.3)),
            Map.entry("consistency", new Consistency())));

    @Param({
        "ddim",
        "ddpm",
        "euler",
        "euler-ancestral",
        "heun",
        "dpm2",
        "dpm2-ancestral",
        "lms",
        "plms",
        "ipndm",
        "dpmpp-2m",
        "dpmpp-3m",
        "dpmpp-2m-sde",
        "dpmpp-3s",
        "dpmpp-2s-ancestral",
        "dpmpp-sde",
        "dpm-fast",
        "deis",
        "unipc",
        "sa-solver",
        "lcm",
        "tcd",
        "consistency"
    })
    private String sampler = "euler";

    private final Tensor start = TorchCpuNoise.seeded(1).next(Shape.of(1, 16, 128, 128));
    private final Tensor output = TorchCpuNoise.seeded(2).next(start.shape());
    private final float[] plainStart = start.toArray();
    private final float[] plainOutput = output.toArray();
    private final Schedule schedule = ScheduleConfig.of(
                    TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.EPSILON)
            .withCurve(SigmaCurve.KARRAS)
            .schedule(STEPS);
    private final Denoiser model = schedule.prediction().denoiser((x, at) -> output);

    /** One step of the sampler named. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Tensor step() {
        return SAMPLERS.get(sampler).sample(model, start, schedule, shape -> output);
    }

    /** x' = p · x + q · ε, element by element, in double and rounded to float as the samplers do; not by sampler. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public float[] plainLoop() {
        float[] x = plainStart;
        for (int i = 0; i < STEPS; i++) {
            double kept = schedule.after(i).signal() / schedule.at(i).signal();
            double added = schedule.after(i).noise() - kept * schedule.at(i).noise();
            float[] next = new float[x.length];
            for (int k = 0; k < x.length; k++) {
                next[k] = (float) (kept * x[k] + added * plainOutput[k]);
            }
            x = next;
        }
        return x;
    }
}
