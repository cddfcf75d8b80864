package org.quarry.editor.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.quarry.editor.help.HelpPages.Shortcut;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;

class HelpPagesTest {
    private static final Pattern LINK = Pattern.compile("href='([^']+)'");

    private final NodeCatalog catalog = NodeCatalog.discover(List.of(getClass().getClassLoader()));
    private final HelpPages pages =
            new HelpPages(() -> catalog, () -> Map.of("File", List.of(new Shortcut("Save <all>", "Ctrl+S"))));

    private String page(String address) {
        return pages.html(address).orElseThrow();
    }

    @Test
    void every_node_has_a_page_with_all_that_it_declares() {
        for (NodeDescriptor node : catalog.all()) {
            String page = page(HelpPages.node(node.type().id()));

            assertThat(page).contains(node.type().toString(), node.module());
            node.inputs().forEach(port -> assertThat(page).contains(org.quarry.editor.pane.Prose.escape(port.doc())));
            node.outputs().forEach(port -> assertThat(page).contains(org.quarry.editor.pane.Prose.escape(port.doc())));
        }
    }

    @Test
    void a_page_tells_ranges_defaults_and_choices() {
        assertThat(page("node:quarry:cfg-combine")).contains("from 0", "default");
        assertThat(page("node:quarry:denoise")).contains("euler ancestral", "evaluated at each step", "A driver");
    }

    @Test
    void a_page_names_the_nodes_that_are_made_for_each_other() {
        assertThat(page("node:quarry:vae-decode"))
                .contains("href='node:quarry:denoise'", "href='node:quarry:save-image'");
    }

    @Test
    void every_link_leads_to_a_page() {
        for (NodeDescriptor node : catalog.all()) {
            Matcher links = LINK.matcher(page(HelpPages.node(node.type().id())) + page(HelpPages.NODES));
            while (links.find()) {
                assertThat(pages.html(links.group(1))).as(links.group(1)).isPresent();
            }
        }
    }

    @Test
    void shortcuts_stand_by_menu() {
        assertThat(page(HelpPages.KEYS)).contains("File", "Save &lt;all&gt;", "Ctrl+S");
    }

    @Test
    void an_address_that_is_none_has_no_page() {
        assertThat(pages.html("node:quarry:nothing")).isEmpty();
        assertThat(pages.html("http://elsewhere")).isEmpty();
    }
}
