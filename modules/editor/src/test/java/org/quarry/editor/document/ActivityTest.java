package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.NodeActivity.State;

class ActivityTest {
    @Test
    void what_happened_inside_an_instance_is_known_in_its_component() {
        AtomicInteger told = new AtomicInteger();
        Activity user = new Activity(() -> {});
        Activity component = new Activity(told::incrementAndGet);
        user.update("words/prompt", known -> known.in(State.DONE).measured(12, 34));
        user.update("words/inner/deep", known -> known.in(State.FAILED));
        user.update("words-2/prompt", known -> known.in(State.RUNNING));
        user.update("other", known -> known.in(State.RUNNING));

        component.takeInside(user, "words");

        assertThat(component.nodes()).containsExactlyInAnyOrder("prompt", "inner/deep");
        assertThat(component.of("prompt").state()).isEqualTo(State.DONE);
        assertThat(component.of("prompt").millis()).isEqualTo(12);
        assertThat(told).hasValue(1);
    }

    @Test
    void an_instance_that_never_ran_leaves_what_is_known_of_its_component() {
        Activity component = new Activity(() -> {});
        component.update("prompt", known -> known.in(State.DONE));

        component.takeInside(new Activity(() -> {}), "words");

        assertThat(component.of("prompt").state()).isEqualTo(State.DONE);
    }
}
