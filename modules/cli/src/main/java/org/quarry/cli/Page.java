package org.quarry.cli;

import java.util.List;

/** Lays out text for a terminal: wrapped paragraphs, aligned columns. */
final class Page {
    private static final int NARROWEST = 40;
    private static final int WIDEST = 120;
    private static final int USUAL = 80;

    private final StringBuilder text = new StringBuilder();
    private final int width;

    Page(int width) {
        this.width = Math.max(NARROWEST, Math.min(WIDEST, width));
    }

    /** A page as wide as the terminal says it is in COLUMNS, else 80 columns. */
    static Page forTerminal() {
        String columns = System.getenv("COLUMNS");
        return new Page(columns != null && columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : USUAL);
    }

    Page line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    Page blank() {
        return line("");
    }

    /** Wraps each paragraph of a text; single line breaks are spaces, empty lines separate paragraphs. */
    Page paragraphs(String prose, int indent) {
        boolean first = true;
        for (String paragraph : prose.strip().split("\\n\\s*\\n")) {
            if (!first) {
                blank();
            }
            first = false;
            wrap(" ".repeat(indent), paragraph, indent);
        }
        return this;
    }

    /** Rows of two cells: the left one as wide as its longest, the right one wrapped. */
    Page rows(List<Row> rows, int indent) {
        int widest = rows.stream().mapToInt(row -> row.left().length()).max().orElse(0);
        int left = Math.min(widest, width / 3);
        for (Row row : rows) {
            String head = " ".repeat(indent) + row.left();
            int start = indent + left + 2;
            if (row.left().length() > left) {
                line(head);
                head = "";
            }
            wrap(head + " ".repeat(Math.max(0, start - head.length())), row.right(), start);
        }
        return this;
    }

    private void wrap(String head, String prose, int indent) {
        StringBuilder line = new StringBuilder(head);
        boolean empty = true;
        for (String word : prose.strip().split("\\s+")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                line(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        line(line.toString());
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A name and what there is to say of it. */
    record Row(String left, String right) {}
}
