package org.quarry.editor.canvas;

import java.awt.Font;
import java.awt.font.TextAttribute;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Markdown as paragraphs with fonts, ready to be broken into lines. */
final class Markdown {
    private static final Parser PARSER = Parser.builder().build();
    private static final float SIZE = 12;
    private static final float[] HEADING_SIZES = {18, 15, 13};

    private Markdown() {}

    /**
     * One paragraph.
     *
     * @param text with its fonts
     * @param indent from the left, in canvas units
     * @param mark what stands before it in a list; empty for none
     * @param above space above it
     */
    record Block(AttributedString text, double indent, String mark, double above) {}

    /** The paragraphs of a text. */
    static List<Block> of(String markdown) {
        Reader reader = new Reader();
        PARSER.parse(markdown).accept(reader);
        return reader.blocks;
    }

    /** Gathers runs of text with their fonts until a paragraph ends. */
    private static final class Reader extends AbstractVisitor {
        private final List<Block> blocks = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Run> runs = new ArrayList<>();
        private final Map<TextAttribute, Object> font =
                new HashMap<>(Map.of(TextAttribute.FAMILY, Font.SANS_SERIF, TextAttribute.SIZE, SIZE));
        private int depth;
        private int number;
        private String mark = "";

        private record Run(int from, int to, Map<TextAttribute, Object> font) {}

        private void add(String words) {
            runs.add(new Run(text.length(), text.length() + words.length(), Map.copyOf(font)));
            text.append(words);
        }

        private void within(TextAttribute attribute, Object value, Runnable content) {
            Object before = font.put(attribute, value);
            content.run();
            if (before == null) {
                font.remove(attribute);
            } else {
                font.put(attribute, before);
            }
        }

        private void end(double above) {
            if (text.isEmpty()) {
                return;
            }
            AttributedString line = new AttributedString(text.toString());
            runs.stream()
                    .filter(run -> run.to() > run.from())
                    .forEach(run -> line.addAttributes(run.font(), run.from(), run.to()));
            blocks.add(new Block(line, 16.0 * depth, mark, blocks.isEmpty() ? 0 : above));
            mark = "";
            text.setLength(0);
            runs.clear();
        }

        @Override
        public void visit(Heading heading) {
            float size = HEADING_SIZES[Math.min(heading.getLevel(), HEADING_SIZES.length) - 1];
            within(
                    TextAttribute.SIZE,
                    size,
                    () -> within(TextAttribute.WEIGHT, TextAttribute.WEIGHT_BOLD, () -> visitChildren(heading)));
            end(8);
        }

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            end(depth > 0 ? 2 : 6);
        }

        @Override
        public void visit(BulletList list) {
            depth++;
            visitChildren(list);
            depth--;
        }

        @Override
        public void visit(OrderedList list) {
            int outer = number;
            number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
            depth++;
            visitChildren(list);
            depth--;
            number = outer;
        }

        @Override
        public void visit(ListItem item) {
            mark = item.getParent() instanceof OrderedList ? number++ + "." : "•";
            visitChildren(item);
        }

        @Override
        public void visit(FencedCodeBlock code) {
            block(code.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            block(code.getLiteral());
        }

        @Override
        public void visit(HtmlBlock html) {
            block(html.getLiteral());
        }

        private void block(String lines) {
            for (String line : lines.stripTrailing().split("\n", -1)) {
                within(TextAttribute.FAMILY, Font.MONOSPACED, () -> add(line.isEmpty() ? " " : line));
                end(0);
            }
        }

        @Override
        public void visit(Text words) {
            add(words.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            add(html.getLiteral());
        }

        @Override
        public void visit(Code code) {
            within(TextAttribute.FAMILY, Font.MONOSPACED, () -> add(code.getLiteral()));
        }

        @Override
        public void visit(Emphasis emphasis) {
            within(TextAttribute.POSTURE, TextAttribute.POSTURE_OBLIQUE, () -> visitChildren(emphasis));
        }

        @Override
        public void visit(StrongEmphasis strong) {
            within(TextAttribute.WEIGHT, TextAttribute.WEIGHT_BOLD, () -> visitChildren(strong));
        }

        @Override
        public void visit(Link link) {
            within(TextAttribute.UNDERLINE, TextAttribute.UNDERLINE_ON, () -> visitChildren(link));
        }

        @Override
        public void visit(SoftLineBreak line) {
            add(" ");
        }

        @Override
        public void visit(HardLineBreak line) {
            end(0);
        }
    }
}
