package org.quarry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.extension.ValueView;
import org.quarry.node.extension.ValueView.View;
import org.quarry.workflow.ExtensionDescriptor;
import org.quarry.workflow.Extensions;
import org.quarry.workflow.NodeCatalog;

/** A type of values that a module brings: the example of {@code extending.md}, compiled and looked at. */
class ViewsOfModulesTest {
    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("unchecked") // the value is of the class that the descriptor names
    void a_value_of_a_module_is_seen_as_its_view_says() throws ReflectiveOperationException {
        ClassLoader module = ModuleOfSource.ofExamples("node/extending.md", folder.resolve("classes"));
        Extensions extensions = NodeCatalog.discover(List.of(module)).extensions();
        ExtensionDescriptor view = extensions.of(ValueView.class).get(0);

        Object palette = module.loadClass(view.value())
                .getConstructor(List.class, List.class)
                .newInstance(List.of("#ff0000", "#ffffff"), List.of(0.25, 0.75));
        View seen = ((ValueView<Object>) extensions.object(view, ValueView.class)).view(palette);

        assertThat(view.value()).isEqualTo("acme.Palette");
        assertThat(view.color()).isEqualTo("#d0a060");
        assertThat(seen)
                .isEqualTo(new View.Table(
                        List.of("colour", "share"), List.of(List.of("#ff0000", "25 %"), List.of("#ffffff", "75 %"))));
    }
}
