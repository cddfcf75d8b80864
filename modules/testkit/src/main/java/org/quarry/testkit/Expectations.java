package org.quarry.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quarry.engine.RunResult;
import org.quarry.json.Json;
import org.quarry.workflow.Workflow;

/** What a workflow file says of its outputs, in its member {@code expect}. */
final class Expectations {
    private static final String MEMBER = "expect";

    private final Map<String, Expected> bySocket = new LinkedHashMap<>();

    private Expectations() {}

    /** @throws IllegalArgumentException if the member cannot be understood */
    static Expectations of(Workflow workflow) {
        Expectations expectations = new Expectations();
        Json expect = workflow.extras().getOrDefault(MEMBER, new Json.Members(Map.of()));
        if (!(expect instanceof Json.Members members)) {
            throw new IllegalArgumentException("'" + MEMBER + "' is " + expect.kind()
                    + "; wanted an object with the outputs, as in \"softer.picture\", as its members");
        }
        members.members().forEach((socket, json) -> expectations.bySocket.put(socket, Expected.of(socket, json)));
        return expectations;
    }

    /** The outputs of which something is said. */
    Set<String> sockets() {
        return bySocket.keySet();
    }

    /** What is not as expected: a sentence each. */
    List<String> differences(RunResult result) {
        List<String> differences = new ArrayList<>();
        bySocket.forEach((socket, expected) -> result.value(socket)
                .ifPresentOrElse(
                        value -> expected.compare(value, differences),
                        () -> differences.add("there is no output '" + socket + "'")));
        return differences;
    }
}
