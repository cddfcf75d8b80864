package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.awt.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JDialog;
import javax.swing.JEditorPane;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.Workbench;
import org.quarry.extension.Catalogue;
import org.quarry.extension.Installed;
import org.quarry.extension.Keys;
import org.quarry.extension.ModuleException;
import org.quarry.extension.Nbm;

/** Tools > Plugins, by mouse and keyboard: modules from a centre on the web, who made them, their updates, their removal. */
class PluginsIT {
    private static final String ID = "com.acme.shout";

    @TempDir
    Path folder;

    private HttpServer server;

    /** A web server that shows a folder, as any does. */
    @BeforeEach
    void serve() throws IOException {
        Path centre = Files.createDirectory(folder.resolve("centre"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/quarry/", exchange -> {
            Path file = centre.resolve(exchange.getRequestURI().getPath().replace("/quarry/", ""));
            byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(Files.exists(file) ? 200 : 404, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        Files.writeString(
                folder.resolve("address.txt"),
                "http://127.0.0.1:" + server.getAddress().getPort() + "/quarry");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Path version(String version) throws IOException {
        return new Nbm(ID, version)
                .manifest("OpenIDE-Module-Name", "Shout")
                .manifest("OpenIDE-Module-Short-Description", "Says it loud.")
                .manifest("Quarry-Author", "Jane Doe of Acme")
                .node("acme:shout@1", "return new Out(in.text().toUpperCase());")
                .build(Files.createDirectories(folder.resolve(version)));
    }

    /** Installs from the centre, updates, and says no and yes where somebody should think twice. */
    public static final class FollowsACentre implements Scenario {
        private Hands hands;

        @Override
        public void play(Hands user) throws Exception {
            hands = user;
            hands.settled();
            hands.menu("Tools", "Plugins…");
            hands.click(hands.middle(hands.button("Install from Centre…")));
            nothingThere();
            install();
            latest();
            update("2.0", "Install");
            refuseAnotherSigner();
            update("3.0", "Install although another one signed it");
            update("4.0", "Install although it is signed no more");
            disableAndRemove();
        }

        /** An address where there is no centre is told where it was asked for. */
        private void nothingThere() throws IOException {
            address(address().replace("quarry", "nowhere"));
            hands.await("it says so", () -> page("the server answers 404"));
            hands.picture("centre-nowhere");
        }

        private void install() throws Exception {
            offer("1.0");
            address(address());
            hands.await("its module is shown", () -> page("Jane Doe of Acme") && page("CN=Jane"));
            hands.rest(300);
            hands.picture("centre-shown");
            hands.click(hands.middle(hands.button("Install…")));
            JButton yes = hands.button("Install");
            hands.await("author and signature are shown before", () -> page("Jane Doe of Acme") && page("CN=Jane"));
            hands.rest(300);
            hands.picture("centre-question");
            hands.click(hands.middle(yes));
            awaitVersion("1.0");
            hands.await(
                    "the palette has its node",
                    () -> hands.see(() ->
                            Workbench.here().desk().catalog().find("acme:shout").isPresent()));
        }

        private void latest() {
            hands.click(hands.middle(hands.button("Update")));
            hands.await("there is none later", () -> told("com.acme.shout 1.0 is the latest version of"));
            hands.picture("centre-latest");
        }

        private void update(String version, String yes) throws Exception {
            offer(version);
            hands.click(hands.middle(hands.button("Update")));
            JButton install = hands.button(yes);
            hands.await("it says what it replaces", () -> page(version + ", instead of "));
            hands.rest(300);
            hands.picture("update-" + version);
            hands.click(hands.middle(install));
            awaitVersion(version);
        }

        private void refuseAnotherSigner() throws Exception {
            offer("3.0");
            hands.click(hands.middle(hands.button("Update")));
            JButton yes = hands.button("Install although another one signed it");
            hands.await("both are named", () -> page("CN=Mallory") && page("CN=Jane"));
            hands.rest(300);
            hands.press("ENTER");
            hands.await("who does not look installs nothing", () -> !hands.see(yes::isShowing));
            hands.await("it says so", () -> told("com.acme.shout 3.0 is not installed"));
            assertThat(installed()).isEqualTo("2.0");
        }

        private void disableAndRemove() {
            hands.click(hands.middle(hands.button("Disable")));
            hands.await(
                    "its node is out of use",
                    () -> hands.see(() ->
                            Workbench.here().desk().catalog().find("acme:shout").isEmpty()));
            hands.click(hands.middle(hands.button("Enable")));
            hands.await(
                    "its node is in use",
                    () -> hands.see(() ->
                            Workbench.here().desk().catalog().find("acme:shout").isPresent()));
            hands.click(hands.middle(hands.button("Remove")));
            awaitVersion("none");
            hands.rest(300);
            hands.picture("centre-removed");
        }

        private String address() throws IOException {
            return Files.readString(hands.folder().resolve("address.txt"));
        }

        private void address(String text) {
            hands.await(
                    "there is a field for it",
                    () -> named(JComboBox.class, "centre").isPresent());
            JComboBox<?> box = named(JComboBox.class, "centre").orElseThrow();
            hands.click(hands.middle(hands.see(() -> box.getEditor().getEditorComponent())));
            hands.press("control A");
            hands.copy(text);
            hands.press("control V");
            hands.press("ENTER");
        }

        /** A version is put into the centre. */
        private void offer(String version) throws Exception {
            String file = ID + "-" + version + ".nbm";
            Path centre = hands.folder().resolve("centre");
            if (!Files.exists(centre.resolve(file))) {
                Files.copy(hands.folder().resolve(version).resolve(file), centre.resolve(file));
            }
            Catalogue.index(centre);
        }

        private <T extends Component> Optional<T> named(Class<T> type, String name) {
            return hands.find(type, there -> name.equals(there.getName()));
        }

        /** Whether a page of a dialog has these words. */
        private boolean page(String words) {
            return hands.find(
                            JEditorPane.class,
                            page -> SwingUtilities.getWindowAncestor(page) instanceof JDialog
                                    && page.getText()
                                            .replace("&#8203;", "")
                                            .replaceAll("\\s+", " ")
                                            .contains(words))
                    .isPresent();
        }

        private boolean told(String words) {
            return named(JLabel.class, "told")
                    .filter(label -> label.getText().startsWith(words))
                    .isPresent();
        }

        private void awaitVersion(String version) {
            JTable table = named(JTable.class, "plugins").orElseThrow();
            hands.await(
                    "version " + version + " is listed",
                    () -> installed().equals(version)
                            && hands.see(() -> table.getRowCount() == 0
                                    ? version.equals("none")
                                    : version.equals(table.getValueAt(0, 1))));
        }

        private static String installed() {
            try {
                List<Installed> modules = Workbench.here().modules().folder().installed();
                return modules.isEmpty() ? "none" : modules.get(0).declaration().version();
            } catch (ModuleException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }

    @Test
    void a_module_of_a_centre_is_looked_at_installed_updated_and_removed() throws Exception {
        Keys jane = new Keys(folder, "Jane Doe");
        Keys mallory = new Keys(folder, "Mallory");
        jane.sign(version("1.0"));
        jane.sign(version("2.0"));
        mallory.sign(version("3.0"));
        version("4.0");

        try (Desktop desktop = Desktop.start(folder, FollowsACentre.class)) {
            desktop.passes();
        }
    }
}
