package org.quarry.node.api;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.filter.JavadocLikePackageFilter;
import japicmp.model.AccessModifier;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.output.OutputFilter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.node.ApiVersion;

/** How two jars of the node API differ, and which version the newer one must have for it. */
final class ApiComparison {
    private static final String HIDDEN = "org.quarry.node.processor";

    private final List<JApiClass> classes;

    private ApiComparison(List<JApiClass> classes) {
        this.classes = classes;
    }

    /** @param before bytes of the older jar @param now bytes of the newer one */
    static ApiComparison of(byte[] before, byte[] now) {
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        options.setAccessModifier(AccessModifier.PROTECTED);
        options.getFilters().getExcludes().add(new JavadocLikePackageFilter(HIDDEN, false));
        options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
        List<JApiClass> classes = new JarArchiveComparator(options)
                .compare(new JApiCmpArchive(before, "before", "1"), new JApiCmpArchive(now, "now", "2"));
        // What nobody else sees is compared too, and has to be sorted out.
        Options seen = Options.newDefault();
        seen.setAccessModifier(AccessModifier.PROTECTED);
        seen.setOutputOnlyModifications(true);
        new OutputFilter(seen).filter(classes);
        return new ApiComparison(classes);
    }

    /** What is wrong with a version, given what changed since another: a sentence that says what to do. */
    Optional<String> problem(ApiVersion before, ApiVersion now) {
        List<String> broken = classes.stream().flatMap(ApiComparison::broken).toList();
        if (!broken.isEmpty() && now.major() <= before.major()) {
            return Optional.of("the node API has version " + now + " and breaks modules made for " + before + ": "
                    + String.join("; ", broken)
                    + ". Keep what was there, give a new method of an interface a default, or"
                    + " set ApiVersion.CURRENT to " + (before.major() + 1) + ".0");
        }
        List<String> changed = classes.stream()
                .filter(ApiComparison::changed)
                .map(JApiClass::getFullyQualifiedName)
                .toList();
        boolean raised = now.major() > before.major() || now.major() == before.major() && now.minor() > before.minor();
        if (!changed.isEmpty() && !raised) {
            return Optional.of("the node API has version " + now + " as at the last release and more in it: "
                    + String.join(", ", changed) + ". Set ApiVersion.CURRENT to " + before.major() + "."
                    + (before.minor() + 1));
        }
        return Optional.empty();
    }

    private static boolean changed(JApiClass type) {
        boolean members = Stream.of(type.getMethods(), type.getConstructors(), type.getFields(), type.getInterfaces())
                .anyMatch(list -> !list.isEmpty());
        return members || type.getChangeStatus() == JApiChangeStatus.NEW;
    }

    private static Stream<String> broken(JApiClass type) {
        String name = type.getFullyQualifiedName();
        return Stream.of(
                        broken(type, name),
                        type.getMethods().stream().flatMap(method -> broken(method, name + "." + method.getName())),
                        type.getConstructors().stream().flatMap(made -> broken(made, name + "." + made.getName())),
                        type.getFields().stream().flatMap(field -> broken(field, name + "." + field.getName())),
                        type.getInterfaces().stream()
                                .flatMap(face -> broken(face, name + " as " + face.getFullyQualifiedName())),
                        broken(type.getSuperclass(), name))
                .flatMap(sentences -> sentences);
    }

    private static Stream<String> broken(JApiCompatibility part, String name) {
        return part.getCompatibilityChanges().stream()
                .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
                .map(change -> name + ", "
                        + change.getType().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
