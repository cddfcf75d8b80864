package org.quarry.workflow;

/**
 * The type of a port's values: a Java class by its binary name, or one of {@code boolean}, {@code int}, {@code long},
 * {@code double}, {@code java.lang.String}, {@code java.nio.file.Path}.
 *
 * @param javaName the binary name
 */
public record ValueType(String javaName) {
    /** The name that users read: {@code Tensor}, {@code number}, {@code text}. */
    public String label() {
        return switch (javaName) {
            case "boolean" -> "truth value";
            case "int", "long" -> "whole number";
            case "double" -> "number";
            case "java.lang.String" -> "text";
            case "java.nio.file.Path" -> "file";
            default -> javaName.substring(Math.max(javaName.lastIndexOf('.'), javaName.lastIndexOf('$')) + 1);
        };
    }
}
