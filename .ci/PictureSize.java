import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Prints the width and height of a picture that can be decoded whole. */
class PictureSize {
    public static void main(String[] args) throws IOException {
        var picture = ImageIO.read(new File(args[0]));
        if (picture == null) {
            throw new IOException(args[0] + " is no picture");
        }
        System.out.println(picture.getWidth() + " x " + picture.getHeight());
    }
}
