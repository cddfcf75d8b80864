package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

class ParametersTest {
    private static final Socket FACTOR = new Socket("scale", "factor");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Document document() {
        return Document.unsaved(Desks.desk(folder), Desks.chain(), folder);
    }

    @Test
    void what_is_typed_becomes_a_value_of_the_parameters_type() {
        assertThat(Parameters.read(document(), FACTOR, "2.5")).isEqualTo(Json.of(2.5));
    }

    @Test
    void what_does_not_fit_is_refused_with_what_would() {
        Document document = document();

        assertThatThrownBy(() -> Parameters.read(document, FACTOR, "1000"))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("scale.factor")
                .hasMessageContaining("found 1000, wanted a number from -100 to 100");
        assertThatThrownBy(() -> Parameters.read(document, FACTOR, "much")).hasMessageContaining("wanted a number");
    }

    @Test
    void a_parameter_that_is_reset_stands_nowhere_in_the_file() {
        Workflow set = Parameters.set(Desks.chain(), FACTOR, Json.of(3));

        assertThat(Parameters.given(set, FACTOR)).isTrue();
        assertThat(Parameters.reset(set, FACTOR)).isEqualTo(Desks.chain());
        assertThat(Parameters.given(Desks.chain(), FACTOR)).isFalse();
    }

    @Test
    void a_value_takes_the_place_of_a_wire_and_of_its_bends() {
        Link wire = new Link(new Socket("make", "made"), new Socket("scale", "value"));
        Workflow bent = Bends.set(Desks.chain(), wire, List.of(new Point2D.Double(60, 30)));
        assertThat(bent.layout()).isNotEqualTo(Desks.chain().layout());

        Workflow set = Parameters.set(bent, wire.to(), Json.of(3));
        Workflow wiredAgain = LinkEdits.wired(set, wire.to(), List.of(wire.from()));

        assertThat(LinkEdits.wires(set, wire.to())).isEmpty();
        assertThat(Bends.of(wiredAgain, wire)).isEmpty();
    }
}
