// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an element of the format may hold: its children, or text up to a length. One tree of shapes ({@link Grammar})
 * tells the reader what is known and the writer how long a value may be.
 */
final class Shape {
    /** How the content of an element is treated. */
    enum Kind {
        /** Holds other elements. */
        BRANCH,
        /** Holds a text. */
        TEXT,
        /** Holds base64 of any length. */
        CONTENT,
        /** Is noticed and skipped. */
        OPAQUE
    }

    private final String name;
    private final Kind kind;
    private final int maxLength;
    private final boolean repeatable;
    private final Map<String, Shape> children = new LinkedHashMap<>();

    private Shape(String name, Kind kind, int maxLength, boolean repeatable) {
        this.name = name;
        this.kind = kind;
        this.maxLength = maxLength;
        this.repeatable = repeatable;
    }

    static Shape branch(String name, Shape... children) {
        Shape shape = new Shape(name, Kind.BRANCH, 0, false);
        for (Shape child : children) {
            shape.children.put(child.name, child);
        }
        return shape;
    }

    static Shape text(String name, int maxLength) {
        return new Shape(name, Kind.TEXT, maxLength, false);
    }

    static Shape content(String name) {
        return new Shape(name, Kind.CONTENT, 0, false);
    }

    static Shape opaque(String name) {
        return new Shape(name, Kind.OPAQUE, 0, false);
    }

    /** The same shape where several may stand side by side. */
    Shape repeated() {
        Shape shape = new Shape(name, kind, maxLength, true);
        shape.children.putAll(children);
        return shape;
    }

    @Nullable
    Shape child(String childName) {
        return children.get(childName);
    }

    Iterable<Shape> children() {
        return children.values();
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    int maxLength() {
        return maxLength;
    }

    boolean isRepeatable() {
        return repeatable;
    }
}
