import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws the splash and the icons: {@code java src/main/draw/Draw.java} in branding/. Squares of noise turn into a house at dusk. */
class Draw {
    private static final Color STONE = new Color(0x23211F);
    private static final Color CHALK = new Color(0xECE6DA);
    private static final Path OUT = Path.of("src/main/nbm-branding/core/core.jar/org/netbeans/core/startup");

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(OUT);
        for (String look : new String[] {"", "_dark"}) {
            write(splash(), "splash" + look + ".gif");
            write(icon(16), "frame" + look + ".gif");
            write(icon(32), "frame32" + look + ".gif");
            write(icon(48), "frame48" + look + ".gif");
        }
        for (int size : new int[] {256, 512, 1024}) {
            write(icon(size), "frame" + size + ".png");
        }
    }

    private static BufferedImage splash() {
        BufferedImage image = new BufferedImage(480, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(STONE);
        g.fillRect(0, 0, 480, 300);
        mosaic(g, 0, 0, 480, 180, 40);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(CHALK);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 40));
        g.drawString("Quarry", 22, 230);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        g.setColor(new Color(0xB9B2A6));
        g.drawString("The image is already in the marble.", 24, 252);
        g.dispose();
        return image;
    }

    private static BufferedImage icon(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        mosaic(g, 0, 0, size, size, size < 48 ? 8 : 12);
        g.dispose();
        return image;
    }

    /** Fills a rectangle with squares that are noise on the left and the scene on the right. */
    private static void mosaic(Graphics2D g, int left, int top, int width, int height, int columns) {
        Random random = new Random(7);
        int rows = Math.max(1, Math.round((float) columns * height / width));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = (column + 0.5) / columns;
                double y = (row + 0.5) / rows;
                double clear = Math.min(1, Math.max(0, (x - 0.15) / 0.45));
                Color noise = new Color(Color.HSBtoRGB(random.nextFloat(), 0.35f, 0.25f + 0.5f * random.nextFloat()));
                g.setColor(random.nextDouble() < clear ? scene(x * width / height, y, (double) width / height) : noise);
                int x0 = left + column * width / columns;
                int y0 = top + row * height / rows;
                g.fillRect(x0, y0, left + (column + 1) * width / columns - x0, top + (row + 1) * height / rows - y0);
            }
        }
    }

    private static Color scene(double x, double y, double width) {
        double house = x - (width - 0.5);
        if (y > 0.78) {
            return new Color(0x4E7A4B);
        }
        if (Math.abs(house) < 0.28 && y > 0.5) {
            return Math.abs(house) < 0.08 && y > 0.6 ? new Color(0xF2C14E) : new Color(0xB5483A);
        }
        if (y > 0.22 && y <= 0.5 && Math.abs(house) < (y - 0.18) * 1.15) {
            return new Color(0x6B2E2A);
        }
        return y < 0.3 ? new Color(0x2F4A73) : y < 0.55 ? new Color(0x8A6A8F) : new Color(0xE39A5B);
    }

    private static void write(BufferedImage image, String name) throws IOException {
        ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), OUT.resolve(name).toFile());
    }
}
