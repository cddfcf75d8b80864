package org.quarry.editor.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.quarry.json.Json;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.ValueType;

/** Small nodes that really run. */
public final class RunningNodes {
    private static final ValueType TENSOR = new ValueType(Tensor.class.getName());
    private static final ValueType PICTURE = new ValueType(Picture.class.getName());
    private static final ValueType MASK = new ValueType(Mask.class.getName());

    /** How often {@link Seeded} has run, by seed. */
    static final Map<Long, AtomicInteger> SEEDED = new ConcurrentHashMap<>();

    /** {@link Hold} waits for the latch of its note. */
    static final Map<String, CountDownLatch> LATCHES = new ConcurrentHashMap<>();

    private RunningNodes() {}

    /** {@code test:seeded}, {@code test:hold}, {@code test:fail}, {@code test:paint}, {@code test:show}, and the loop. */
    public static NodeCatalog catalog() {
        InputPort value = input("value", TENSOR, InputPort.Demand.EAGER);
        OutputPort out = new OutputPort("value", TENSOR, false, "", "", "A tensor", "");
        return NodeCatalog.of(
                List.of(
                        node(
                                Seeded.class,
                                Effect.NONE,
                                List.of(parameter("seed", "long", Json.of(7), true)),
                                List.of(out)),
                        node(
                                Hold.class,
                                Effect.NONE,
                                List.of(value, parameter("note", "java.lang.String", Json.of(""), false)),
                                List.of(out)),
                        node(Fail.class, Effect.NONE, List.of(value), List.of(out)),
                        node(
                                Paint.class,
                                Effect.NONE,
                                List.of(value),
                                List.of(
                                        new OutputPort("picture", PICTURE, false, "", "", "A picture", ""),
                                        new OutputPort("mask", MASK, false, "", "", "All of it", ""))),
                        node(
                                Show.class,
                                Effect.SHOWS,
                                List.of(input("picture", PICTURE, InputPort.Demand.EAGER)),
                                List.of()),
                        step(),
                        node(
                                Loop.class,
                                Effect.NONE,
                                List.of(
                                        value,
                                        input("prediction", TENSOR, InputPort.Demand.PER_STEP),
                                        parameter("steps", "int", Json.of(4), false)),
                                List.of(out))),
                RunningNodes.class.getClassLoader());
    }

    private static NodeDescriptor step() {
        NodeDescriptor plain = node(
                Half.class, Effect.NONE, List.of(), List.of(new OutputPort("half", TENSOR, false, "", "", "Half", "")));
        return new NodeDescriptor(
                plain.type(),
                plain.name(),
                plain.category(),
                plain.doc(),
                plain.effect(),
                List.of(),
                plain.module(),
                plain.className(),
                plain.inputs(),
                plain.outputs(),
                true,
                false);
    }

    private static NodeDescriptor node(Class<?> type, Effect effect, List<InputPort> inputs, List<OutputPort> outputs) {
        String name = type.getSimpleName();
        return new NodeDescriptor(
                new NodeType("test:" + name.toLowerCase(java.util.Locale.ROOT), 1),
                name,
                "Test",
                "Does " + name + ".",
                effect,
                List.of(),
                "org.quarry.test 1.0",
                type.getName(),
                inputs,
                outputs,
                false,
                false);
    }

    private static InputPort input(String name, ValueType type, InputPort.Demand demand) {
        return new InputPort(name, type, InputPort.Arity.ONE, demand, "", "", "An input", Optional.empty());
    }

    private static InputPort parameter(String name, String type, Json initial, boolean seed) {
        ParamSpec spec = new ParamSpec(
                initial,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                0,
                seed ? Param.Role.SEED : Param.Role.PLAIN,
                List.of());
        return new InputPort(
                name,
                new ValueType(type),
                InputPort.Arity.ONE,
                InputPort.Demand.EAGER,
                "",
                "",
                "A parameter",
                Optional.of(spec));
    }

    public record Value(Tensor value) {}

    /** Gives its seed as a tensor. */
    public static final class Seeded implements NodeFunction<Seeded.In, Value> {
        public record In(long seed) {}

        @Override
        public Value run(In in, Call call) {
            SEEDED.computeIfAbsent(in.seed(), key -> new AtomicInteger()).incrementAndGet();
            return new Value(Tensor.filled(Shape.of(1, 1, 2, 2), in.seed()));
        }
    }

    /** Passes its value on as soon as the latch of its note is open, or the run is cancelled. */
    public static final class Hold implements NodeFunction<Hold.In, Value> {
        public record In(Tensor value, String note) {}

        @Override
        public Value run(In in, Call call) {
            CountDownLatch latch = LATCHES.get(in.note());
            while (latch != null && latch.getCount() > 0) {
                call.checkCancelled();
                Thread.onSpinWait();
            }
            return new Value(in.value());
        }
    }

    /** Always fails. */
    public static final class Fail implements NodeFunction<Fail.In, Value> {
        public record In(Tensor value) {}

        @Override
        public Value run(In in, Call call) {
            throw new NodeException("value", "found a test, wanted work; remove this node");
        }
    }

    /** A grey picture, and its mask. */
    public static final class Paint implements NodeFunction<Paint.In, Paint.Out> {
        public record In(Tensor value) {}

        public record Out(Picture picture, Mask mask) {}

        @Override
        public Out run(In in, Call call) {
            return new Out(
                    new Picture(Tensor.filled(Shape.of(3, 2, 2), in.value().at(0) / 255)), Mask.filled(2, 2, 1));
        }
    }

    /** Shows a picture. */
    public static final class Show implements NodeFunction<Show.In, Show.Out> {
        public record In(Picture picture) {}

        public record Out() {}

        @Override
        public Out run(In in, Call call) {
            call.preview(in.picture());
            return new Out();
        }
    }

    /** Half of the step's sample. */
    public static final class Half implements NodeFunction<Half.In, Half.Out> {
        public record In(Step step) {}

        public record Out(Tensor half) {}

        @Override
        public Out run(In in, Call call) {
            return new Out(in.step().sample().times(0.5));
        }
    }

    /** Replaces its value by the prediction, step by step. */
    public static final class Loop implements NodeFunction<Loop.In, Value> {
        public record In(Tensor value, PerStep<Tensor> prediction, int steps) {}

        @Override
        public Value run(In in, Call call) {
            Tensor x = in.value();
            for (int i = 0; i < in.steps(); i++) {
                call.progress(i, in.steps());
                x = in.prediction().at(new Step(x, 1000.0 - i, 0.8, 0.6, i, in.steps()));
            }
            return new Value(x);
        }
    }
}
