package org.quarry.editor.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.NodeType;

class NodeTransferTest {
    private final NodeType denoise = NodeType.parse("quarry:denoise@1");

    @Test
    void a_type_arrives_as_it_was_sent() {
        assertThat(NodeTransfer.typeIn(new NodeTransfer(denoise))).contains(denoise);
    }

    @Test
    void other_programs_read_it_as_text() throws Exception {
        assertThat(new NodeTransfer(denoise).getTransferData(DataFlavor.stringFlavor))
                .isEqualTo("quarry:denoise@1");
    }

    @Test
    void plain_text_is_no_node_type() {
        assertThat(NodeTransfer.typeIn(new StringSelection("quarry:denoise@1"))).isEmpty();
    }
}
