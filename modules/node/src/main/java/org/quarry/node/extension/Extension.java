package org.quarry.node.extension;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares what a module contributes besides nodes. Stands on a public class with a public constructor without
 * arguments; the interface that the class implements says what it contributes, see the package.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Extension {
    /** The namespaced identity, {@code vendor:kebab-name}. Choices are written into users' files by it: it is never renamed. */
    String id();

    /** What users read where it is named: sentence case, two or three words. */
    String name();

    /** What it does, for a user; the first sentence stands alone in lists. */
    String doc();

    /** Of a {@link ValueView}: the colour of ports and wires, as in {@code "#c792ea"}. */
    String color() default "";

    /** Of a {@link WorkflowImporter}: how the names of its files end, in lower case, as in {@code ".json"}. */
    String[] endings() default {};
}
