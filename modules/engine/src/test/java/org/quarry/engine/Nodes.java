package org.quarry.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.Lazy;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Small nodes that run once. Each passes the {@link Probe} with its note. */
final class Nodes {
    private Nodes() {}

    record Value(@Port(doc = "The value") Tensor value) {}

    @NodeInfo(id = "test:tensor", version = 1, name = "Tensor", category = "Test", doc = "Makes a tensor.")
    public static final class Make implements NodeFunction<Make.In, Value> {
        public record In(
                @Param(doc = "Every element") double value,
                @Param(doc = "How many", value = 1) int size,
                @Param(doc = "Note") String note) {}

        @Override
        public Value run(In in, Call call) {
            Probe.pass(in.note(), call);
            return new Value(Tensor.filled(Shape.of(in.size()), in.value()));
        }
    }

    @NodeInfo(id = "test:seeded", version = 1, name = "Seeded", category = "Test", doc = "Makes a tensor of a seed.")
    public static final class Seeded implements NodeFunction<Seeded.In, Value> {
        public record In(
                @Param(doc = "Seed", role = Param.Role.SEED) long seed) {}

        @Override
        public Value run(In in, Call call) {
            return new Value(Tensor.of(Shape.of(2), (float) (in.seed() >>> 40), (float) (in.seed() & 0xffffff)));
        }
    }

    @NodeInfo(id = "test:add", version = 1, name = "Add", category = "Test", doc = "Adds all.")
    public static final class Add implements NodeFunction<Add.In, Value> {
        public record In(
                @Port(doc = "Parts") List<Tensor> parts,
                @Param(doc = "Note") String note) {}

        @Override
        public Value run(In in, Call call) {
            Probe.pass(in.note(), call);
            return new Value(in.parts().stream().reduce(Tensor::plus).orElseThrow());
        }
    }

    @NodeInfo(id = "test:pair", version = 1, name = "Pair", category = "Test", doc = "Gives two as a list.")
    public static final class Pair implements NodeFunction<Pair.In, Pair.Out> {
        public record In(
                @Port(doc = "First") Tensor first,
                @Port(doc = "Second") Optional<Tensor> second) {}

        public record Out(@Port(doc = "Both") List<Tensor> both) {}

        @Override
        public Out run(In in, Call call) {
            return new Out(
                    in.second().map(second -> List.of(in.first(), second)).orElse(List.of(in.first())));
        }
    }

    @NodeInfo(id = "test:choose", version = 1, name = "Choose", category = "Test", doc = "Takes one of two.")
    public static final class Choose implements NodeFunction<Choose.In, Value> {
        public record In(
                @Port(doc = "First") Lazy<Tensor> first,
                @Port(doc = "Second") Lazy<Tensor> second,
                @Param(doc = "Which: 0, 1, or 2 for both") int which,
                @Param(doc = "Note") String note) {}

        @Override
        public Value run(In in, Call call) {
            Probe.pass(in.note(), call);
            if (in.which() == 2) {
                call.demand(in.first(), in.second());
                return new Value(in.first().get().plus(in.second().get()));
            }
            return new Value((in.which() == 0 ? in.first() : in.second()).get());
        }
    }

    @NodeInfo(
            id = "test:show",
            version = 1,
            name = "Show",
            category = "Test",
            doc = "Shows a tensor.",
            effect = Effect.SHOWS)
    public static final class Show implements NodeFunction<Show.In, Value> {
        public record In(
                @Port(doc = "Value") Tensor value,
                @Param(doc = "Note") String note) {}

        @Override
        public Value run(In in, Call call) {
            Probe.pass(in.note(), call);
            call.preview(new Picture(Tensor.filled(Shape.of(3, 1, 1), in.value().mean())));
            call.report("the mean is " + in.value().mean());
            return new Value(in.value());
        }
    }

    @NodeInfo(
            id = "test:write",
            version = 1,
            name = "Write",
            category = "Test",
            doc = "Writes a tensor with how it came about.",
            effect = Effect.WRITES)
    public static final class Write implements NodeFunction<Write.In, Write.Out> {
        public record In(
                @Port(doc = "Value") Tensor value,
                @Param(doc = "File", text = "out.txt") Path file) {}

        public record Out(@Port(doc = "Where") Path file) {}

        @Override
        public Out run(In in, Call call) {
            try {
                String receipt = call.provenance().get("receipt");
                Files.writeString(
                        in.file(), in.value() + "\n" + call.provenance().get("workflow") + "\n" + receipt);
                return new Out(in.file());
            } catch (IOException e) {
                throw new NodeException("file", in.file() + " cannot be written; choose another folder", e);
            }
        }
    }

    @NodeInfo(
            id = "test:read",
            version = 1,
            name = "Read",
            category = "Test",
            doc = "Reads a number.",
            effect = Effect.READS)
    public static final class Read implements NodeFunction<Read.In, Value> {
        public record In(
                @Param(doc = "File") Path file,
                @Param(doc = "Note") String note) {}

        @Override
        public Value run(In in, Call call) {
            Probe.pass(in.note(), call);
            try {
                return new Value(Tensor.scalar(Double.parseDouble(Files.readString(in.file()))));
            } catch (IOException e) {
                throw new NodeException("file", "there is no file " + in.file() + "; choose another", e);
            }
        }
    }

    @NodeInfo(id = "test:model", version = 1, name = "Model", category = "Test", doc = "Opens a model.")
    public static final class OpenModel implements NodeFunction<OpenModel.In, OpenModel.Out> {
        public record In(
                @Param(doc = "Name", role = Param.Role.MODEL)
                String model,

                @Param(doc = "Note") String note) {}

        public record Out(@Port(doc = "The model") Model model) {}

        @Override
        public Out run(In in, Call call) {
            Probe.pass(in.note(), call);
            return new Out(call.model(in.model()));
        }
    }

    @NodeInfo(id = "test:fail", version = 1, name = "Fail", category = "Test", doc = "Fails.")
    public static final class Fail implements NodeFunction<Fail.In, Value> {
        enum How {
            NODE_EXCEPTION,
            RUNTIME_EXCEPTION,
            GIVES_NULL,
            NULL_OUTPUT,
            CANCELS_ITSELF,
            STACK_OVERFLOW
        }

        public record In(
                @Port(doc = "Value") Tensor value,
                @Param(doc = "How") How how) {}

        @Override
        @SuppressWarnings("NullAway")
        public Value run(In in, Call call) {
            return switch (in.how()) {
                case NODE_EXCEPTION ->
                    throw new NodeException("value", "found " + in.value().shape() + ", wanted [2]; cut it");
                case RUNTIME_EXCEPTION -> throw new ArithmeticException("/ by zero");
                case GIVES_NULL -> null;
                case NULL_OUTPUT -> new Value(null);
                case CANCELS_ITSELF -> throw new java.util.concurrent.CancellationException();
                case STACK_OVERFLOW -> throw new StackOverflowError();
            };
        }
    }

    @NodeInfo(id = "test:all", version = 1, name = "All", category = "Test", doc = "Takes every kind of parameter.")
    public static final class AllParameters implements NodeFunction<AllParameters.In, AllParameters.Out> {
        public enum Colour {
            DARK_RED,
            LIGHT_BLUE
        }

        public record In(
                @Param(doc = "Truth", on = true) boolean truth,
                @Param(doc = "Whole", value = 7) int whole,

                @Param(doc = "Seed", value = 1, role = Param.Role.SEED)
                long seed,

                @Param(doc = "Number", value = 0.5) double number,
                @Param(doc = "Text", text = "a boat") String text,
                @Param(doc = "Colour", text = "light-blue") Colour colour) {}

        public record Out(@Port(doc = "All of them") String all) {}

        @Override
        public Out run(In in, Call call) {
            return new Out(in.truth() + " " + in.whole() + " " + Long.toUnsignedString(in.seed()) + " " + in.number()
                    + " " + in.text() + " " + in.colour());
        }
    }
}
