package org.quarry.application.desktop;

import java.nio.file.Path;

/** Plays one scenario; made by {@link Agent} so that it sees the modules. */
public final class Player implements Runnable {
    private final String scenario;

    /** @param scenario the name of its class, with {@code +} before that of a member */
    public Player(String scenario) {
        this.scenario = scenario.replace('+', '$');
    }

    @Override
    public void run() {
        try {
            Scenario played = (Scenario) Class.forName(scenario, true, Player.class.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
            played.play(new Hands(Path.of(System.getProperty("quarry.test.folder"))));
        } catch (Exception e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
