package org.quarry.workflow;

import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.components;
import static org.quarry.workflow.Samples.messages;
import static org.quarry.workflow.Samples.nodes;

import java.util.List;

/** Components that tests share. */
final class Parts {
    private Parts() {}

    static final String IMAGE = "\"image\": {\"type\": \"quarry:load-image@1\"}";

    /** in.picture → small (resize, height 64) → out */
    static final String SMALL = """
        {"quarry": 1,
         "component": {"type": "me:small@1", "inputs": {"picture": ["small.picture"], "height": ["small.height"]},
                       "outputs": {"picture": "small.picture"}},
         "nodes": {"small": {"type": "quarry:resize@1", "height": 64}}}\
        """;

    /** A component around the other: picture → part (small) → out */
    static final String OUTER = """
        {"quarry": 1,
         "component": {"type": "me:outer@1", "inputs": {"image": ["part.picture"], "size": ["part.height"]},
                       "outputs": {"image": "part.picture"}},
         "nodes": {"part": {"type": "me:small@1", "import": {"file": "small.json"}}}}\
        """;

    static final Components FILES = components("small.json", SMALL, "outer.json", OUTER);

    static String instance(String name, String type, String file, String inputs) {
        return "\"" + name + "\": {\"type\": \"" + type + "\", \"import\": {\"file\": \"" + file + "\"}" + inputs + "}";
    }

    static String small(String inputs) {
        return instance("part", "me:small@1", "small.json", inputs);
    }

    static Flow flow(String... nodes) {
        Checked checked = check(nodes(nodes), FILES);
        return checked.flow()
                .orElseThrow(() -> new AssertionError(messages(checked).toString()));
    }

    static List<String> problems(Components files, String... nodes) {
        return messages(check(nodes(nodes), files));
    }

    static final String FROM_IMAGE = ", \"picture\": {\"from\": \"image.picture\"}";
}
