package org.quarry.node.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.node.Previous;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** Nodes to be tested with. */
final class Sample {
    private Sample() {}

    /** Has an input of every sort, and gives its inputs back. */
    @NodeInfo(id = "test:all", version = 1, name = "All", category = "Test", doc = "Gives back what it gets.")
    public static final class All implements NodeFunction<All.In, All.Out> {
        public enum Way {
            /** One. */
            LEFT_HAND,
            /** Other. */
            RIGHT_HAND
        }

        public record In(
                @Port(doc = "t") Tensor tensor,
                @Port(doc = "o") Optional<Tensor> optional,
                @Port(doc = "l") List<Tensor> list,
                @Port(doc = "z") Optional<Double> number,
                @Param(doc = "d", value = 7.5) double scale,
                @Param(doc = "i", value = 20) int steps,
                @Param(doc = "s", value = 3) long seed,
                @Param(doc = "b", on = true) boolean flag,
                @Param(doc = "t", text = "house") String text,
                @Param(doc = "p", text = "a.png") Path file,
                @Param(doc = "e", text = "right-hand") Way way,
                @Param(doc = "e") Way other,
                @Previous Optional<Out> before,
                Step step) {}

        public record Out(@Port(doc = "i") List<In> ins) {}

        @Override
        public Out run(In in, Call call) {
            return new Out(List.of(in));
        }
    }

    /** Asks for its lazy input only if told so. */
    static final class Choosy implements NodeFunction<Choosy.In, Choosy.Out> {
        record In(
                @Port(doc = "l") Lazy<Tensor> late,
                @Param(doc = "a") boolean ask) {}

        record Out(@Port(doc = "v") Tensor value) {}

        @Override
        public Out run(In in, Call call) {
            if (!in.ask()) {
                return new Out(Tensor.scalar(0));
            }
            call.demand(in.late());
            return new Out(in.late().get());
        }
    }

    /** Sums its input over three steps, with progress, and a check for cancellation in each. */
    static final class Driver implements NodeFunction<Driver.In, Driver.Out> {
        record In(@Port(doc = "w") PerStep<Tensor> wire) {}

        record Out(@Port(doc = "s") double sum) {}

        @Override
        public Out run(In in, Call call) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                call.checkCancelled();
                sum += in.wire()
                        .at(new Step(Tensor.scalar(i), 999 - i, 1, 0, i, 3))
                        .sum();
                call.progress(i + 1, 3);
            }
            return new Out(sum);
        }
    }

    /** Runs the network of a model, all that are ready as one batch. */
    static final class Batching implements NodeFunction<Batching.In, Batching.Out> {
        record In(
                @Port(doc = "x") Tensor x,
                @Param(doc = "m", text = "fake") String model) {}

        record Out(@Port(doc = "y") Tensor y) {}

        @Override
        public Out run(In in, Call call) {
            return runAll(List.of(in), call).get(0);
        }

        @Override
        public List<Out> runAll(List<In> ins, Call call) {
            Tensor batch = Tensor.concatenate(ins.stream().map(In::x).toList());
            Tensor result = call.run(call.model(ins.get(0).model()).network("unet"), Map.of("sample", batch))
                    .values()
                    .iterator()
                    .next();
            return IntStream.range(0, ins.size())
                    .mapToObj(row -> new Out(result.rows(row, row + 1)))
                    .toList();
        }
    }

    /** Breaks its contract: it counts its calls. */
    static final class Counting implements NodeFunction<Counting.In, Counting.Out> {
        private int calls;

        record In() {}

        record Out(@Port(doc = "c") int calls) {}

        @Override
        public Out run(In in, Call call) {
            return new Out(++calls);
        }
    }

    /** Breaks its contract: it writes into the array behind its input. */
    static final class Writing implements NodeFunction<Writing.In, Writing.Out> {
        static final float[] BEHIND = {1};

        record In(@Port(doc = "x") Tensor x) {}

        record Out() {}

        @Override
        public Out run(In in, Call call) {
            BEHIND[0] += 1;
            return new Out();
        }
    }

    /** Asks whether it was cancelled and does not listen, or sleeps without asking; and gives nothing. */
    static final class Careless implements NodeFunction<Careless.In, Careless.Out> {
        record In(@Param(doc = "s") boolean silent) {}

        record Out(@Port(doc = "y") @Nullable Tensor y) {}

        @Override
        public Out run(In in, Call call) {
            if (in.silent()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1100));
                return new Out(null);
            }
            try {
                call.checkCancelled();
            } catch (CancellationException e) {
                return new Out(null);
            }
            return new Out(null);
        }
    }
}
