package org.quarry.node.processor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * What a port's Java type says.
 *
 * @param name a primitive's name or a class's binary name
 * @param arity {@code one}, {@code optional} or {@code list}
 * @param demand {@code eager}, {@code lazy} or {@code per-step}
 * @param element the class; empty for a primitive
 * @param open the interface of what modules may contribute to an open set of choices; empty for other types
 */
record PortType(String name, String arity, String demand, Optional<TypeElement> element, String open) {
    private static final String CHOICE = "org.quarry.node.extension.Choice";
    private static final Map<String, String> BOXED = Map.of(
            "java.lang.Boolean", "boolean",
            "java.lang.Integer", "int",
            "java.lang.Long", "long",
            "java.lang.Double", "double");
    private static final Map<String, String> INSTEAD = Map.of(
            "float", "Double",
            "byte", "Integer",
            "short", "Integer",
            "char", "String",
            "java.lang.Float", "Double",
            "java.lang.Byte", "Integer",
            "java.lang.Short", "Integer",
            "java.lang.Character", "String");

    PortType(String name, String arity, String demand, Optional<TypeElement> element) {
        this(name, arity, demand, element, "");
    }

    boolean is(String type) {
        return name.equals(type);
    }

    boolean isEnum() {
        return element.filter(type -> type.getKind() == ElementKind.ENUM).isPresent();
    }

    boolean sameAs(PortType other) {
        return name.equals(other.name) && arity.equals(other.arity);
    }

    /** Reads the types of one node's components, and says what is wrong with them. */
    static final class Reader {
        private final Elements elements;
        private final Problems problems;

        Reader(Elements elements, Problems problems) {
            this.elements = elements;
            this.problems = problems;
        }

        Optional<PortType> input(Element component, String place) {
            TypeMirror type = component.asType();
            return switch (wrapper(type)) {
                case "java.util.Optional" -> content(component, place, "optional", "eager");
                case "java.util.List" -> content(component, place, "list", "eager");
                case "org.quarry.node.Lazy" -> content(component, place, "one", "lazy");
                case "org.quarry.node.PerStep" -> content(component, place, "one", "per-step");
                case CHOICE -> choice(component, place);
                default ->
                    plain(component, place, type, false)
                            .map(name -> new PortType(name, "one", "eager", declared(type)));
            };
        }

        Optional<PortType> output(Element component, String place) {
            TypeMirror type = component.asType();
            return switch (wrapper(type)) {
                case "java.util.List" -> content(component, place, "list", "eager");
                case "org.quarry.node.PerStep" ->
                    refuse(
                            component,
                            place + " is " + shown(type) + ", but what a node gives is a value: declare the "
                                    + "value's type; the output is per step whenever the node has a per-step "
                                    + "input or a Step");
                case "java.util.Optional", "org.quarry.node.Lazy", CHOICE ->
                    refuse(
                            component,
                            place + " is " + shown(type) + ", but an output is always there: declare the "
                                    + "value's type, or a List, which may be empty");
                default ->
                    plain(component, place, type, false)
                            .map(name -> new PortType(name, "one", "eager", declared(type)));
            };
        }

        private Optional<PortType> choice(Element component, String place) {
            List<? extends TypeMirror> arguments = ((DeclaredType) component.asType()).getTypeArguments();
            Optional<TypeElement> own = arguments.stream().findFirst().flatMap(Reader::declared);
            Optional<TypeElement> open = arguments.stream()
                    .skip(1)
                    .findFirst()
                    .flatMap(Reader::declared)
                    .filter(this::contributable);
            if (own.isEmpty() || open.isEmpty()) {
                return refuse(
                        component,
                        place + " is " + shown(component.asType())
                                + "; wanted Choice<Own, More>: the enum of the node's own choices, and an interface "
                                + "without type arguments that further ones implement");
            }
            return Optional.of(
                    new PortType(binaryName(arguments.get(0)), "one", "eager", own, binaryName(arguments.get(1))));
        }

        private boolean contributable(TypeElement type) {
            return type.getKind().isInterface() && !generic(type);
        }

        private Optional<PortType> content(Element component, String place, String arity, String demand) {
            List<? extends TypeMirror> arguments = ((DeclaredType) component.asType()).getTypeArguments();
            if (arguments.isEmpty()) {
                return refuse(
                        component,
                        place + " is " + shown(component.asType()) + " without saying of what: write "
                                + shown(component.asType()) + "<Tensor>, or what else it holds");
            }
            TypeMirror content = arguments.get(0);
            if (!wrapper(content).isEmpty()) {
                return refuse(
                        component,
                        place + " is " + shown(component.asType())
                                + ", but only one of Optional, List, Lazy, PerStep and Choice can stand round a type: "
                                + "choose one");
            }
            return plain(component, place, content, true)
                    .map(name -> new PortType(name, arity, demand, declared(content)));
        }

        private Optional<String> plain(Element component, String place, TypeMirror type, boolean wrapped) {
            String name = binaryName(type);
            String whole = place + " is " + shown(component.asType());
            if (INSTEAD.containsKey(name)) {
                String other = INSTEAD.getOrDefault(name, name);
                return refuse(
                        component,
                        whole + ", which no wire carries: use "
                                + (wrapped ? shown(component.asType()).replace(shown(type), other) : primitive(other)));
            } else if (BOXED.containsKey(name)) {
                String primitive = BOXED.getOrDefault(name, name);
                return wrapped
                        ? Optional.of(primitive)
                        : refuse(component, whole + ": use " + primitive + ", nothing here is null");
            } else if (type.getKind() == TypeKind.ARRAY) {
                return refuse(
                        component,
                        whole + ", whose content anybody could change: use Tensor, List or a record of your own");
            } else if (name.equals("org.quarry.node.Step")) {
                return refuse(
                        component,
                        place + " is a Step, which is not a port: declare an input of type Step without "
                                + "an annotation; it is the current step");
            } else if (name.isEmpty() || declared(type).filter(this::generic).isPresent()) {
                return refuse(
                        component,
                        whole
                                + ", but wires are told apart by classes without type arguments: declare a "
                                + "record for it");
            }
            return Optional.of(name);
        }

        private static String primitive(String boxed) {
            return BOXED.getOrDefault("java.lang." + boxed, boxed);
        }

        private boolean generic(TypeElement type) {
            return !type.getTypeParameters().isEmpty();
        }

        /** One of the four types that stand round a port's type, or empty. */
        private String wrapper(TypeMirror type) {
            String name = binaryName(type);
            return switch (name) {
                case "java.util.Optional",
                        "java.util.List",
                        "org.quarry.node.Lazy",
                        "org.quarry.node.PerStep",
                        CHOICE -> name;
                default -> "";
            };
        }

        String binaryName(TypeMirror type) {
            if (type.getKind().isPrimitive()) {
                return type.getKind().name().toLowerCase(java.util.Locale.ROOT);
            }
            return declared(type)
                    .map(element -> elements.getBinaryName(element).toString())
                    .orElse("");
        }

        private static Optional<TypeElement> declared(TypeMirror type) {
            return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                    ? Optional.of(element)
                    : Optional.empty();
        }

        /** The type as its author wrote it, without packages. */
        static String shown(TypeMirror type) {
            return type.toString().replaceAll("@[\\w.]+ ", "").replaceAll("\\b[a-z_]\\w*\\.", "");
        }

        private <T> Optional<T> refuse(Element at, String sentence) {
            problems.add(at, sentence);
            return Optional.empty();
        }
    }
}
