package org.quarry.editor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.engine.RunEvent;

class EventRelayTest {
    @Test
    void what_overtakes_itself_is_told_once() {
        List<Runnable> later = new ArrayList<>();
        List<RunEvent> told = new ArrayList<>();
        EventRelay relay = new EventRelay(later::add, told::addAll);

        relay.on(new RunEvent.Started("loop"));
        for (int i = 0; i <= 1000; i++) {
            relay.on(new RunEvent.Progress("loop", i, 1000, i));
        }
        relay.on(new RunEvent.Resumed());
        later.forEach(Runnable::run);

        assertThat(later).hasSize(1);
        assertThat(told)
                .containsExactly(
                        new RunEvent.Started("loop"),
                        new RunEvent.Progress("loop", 1000, 1000, 1000),
                        new RunEvent.Resumed());
    }
}
