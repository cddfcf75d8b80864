package org.quarry.diffusion;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;
import org.quarry.tensor.TorchCudaNoise;

/** What the samplers are compared with, and the noise that some of them draw, on one processor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-XX:ActiveProcessorCount=1")
public class PlainBenchmark {
    private final Stage stage = new Stage();
    private final float[] start = stage.start().toArray();
    private final float[] output = stage.start().toArray();
    private final Noise cpu = TorchCpuNoise.seeded(1);
    private final Noise cuda = TorchCudaNoise.seeded(1);

    /**
     * A step as one would write it by hand: {@code x' = p · x + q · ε}, element by element, in double and rounded to float
     * as the samplers do. That is DDIM's step, and Euler's.
     */
    @Benchmark
    @OperationsPerInvocation(Measured.STEPS)
    public float[] plainLoop() {
        Schedule schedule = stage.schedule();
        float[] x = start;
        for (int i = 0; i < Measured.STEPS; i++) {
            double kept = schedule.after(i).signal() / schedule.at(i).signal();
            double added = schedule.after(i).noise() - kept * schedule.at(i).noise();
            x = step(x, kept, added);
        }
        return x;
    }

    private float[] step(float[] x, double kept, double added) {
        float[] next = new float[x.length];
        for (int k = 0; k < x.length; k++) {
            next[k] = (float) (kept * x[k] + added * output[k]);
        }
        return next;
    }

    /** A tensor of PyTorch's CPU noise. */
    @Benchmark
    public Tensor cpuNoise() {
        return cpu.next(Stage.SHAPE);
    }

    /** A tensor of PyTorch's CUDA noise. */
    @Benchmark
    public Tensor cudaNoise() {
        return cuda.next(Stage.SHAPE);
    }
}
