package org.quarry.application;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.Setup;

/** An engine with the models that ship, on the CPU, open for all tests of a class. */
final class Shipped implements BeforeAllCallback, AfterAllCallback {
    private static final Path MODELS = Path.of(System.getProperty("quarry.app")).resolve("quarry/models");

    private Engine engine;

    @Override
    public void beforeAll(ExtensionContext context) {
        engine = setup().open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        engine.close();
    }

    /** For a test that opens an engine of its own. */
    static Setup setup() {
        return Setup.standard().withModels(List.of(MODELS)).withDevice("cpu");
    }

    Engine engine() {
        return engine;
    }

    /** One of the workflows that ship, on this engine. */
    Quarry workflow(String name) {
        return Quarry.load(Command.workflow(name)).on(engine);
    }
}
