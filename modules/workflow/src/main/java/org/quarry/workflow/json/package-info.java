/**
 * The workflow file. One JSON object in UTF-8:
 *
 * <pre>{@code
 * {
 *   "quarry": 1,
 *   "title": "Text to image",
 *   "component": {
 *     "type": "me:portrait@1",
 *     "inputs": {"text": ["prompt.text"]},
 *     "outputs": {"picture": "decode.picture"}
 *   },
 *   "nodes": {
 *     "prompt": {"type": "quarry:tokenizer@1", "text": "a red house", "vocabulary": {"from": "model.tokenizer"}},
 *     "sheet": {"type": "quarry:contact-sheet@1", "switch": "muted", "pictures": [{"from": "a.picture"}, {"from": "b.picture"}]},
 *     "face": {"type": "me:face@2", "import": {"file": "parts/face.json", "hash": "sha256:…"}, "strength": 0.5}
 *   },
 *   "layout": {
 *     "prompt": {"at": [40, 80]}
 *   },
 *   "frames": [
 *     {"title": "Text", "at": [20, 40], "size": [300, 200], "colour": "#ff8800"}
 *   ],
 *   "notes": [
 *     {"text": "Try 7", "at": [400, 40], "width": 160}
 *   ],
 *   "modules": {
 *     "me": "org.me.nodes 1.0 from https://me.example/quarry"
 *   }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code quarry} counts the formats; the only member that must be there.
 *   <li>A node has a {@code type}, its inputs by port name, and what Quarry says of it under words of Java, which no port
 *       can be called: {@code switch} ({@code muted} or {@code bypassed}) and {@code import}, the file and the SHA-256 of the
 *       component that it stands for. A member whose name is no Java name is kept and means nothing.
 *   <li>An input is a value, a link {@code {"from": "node.output"}}, or an array of links. One that is left out has its
 *       default.
 *   <li>{@code component} makes the file usable as a node in others: each input feeds one or more inner inputs, each output
 *       is an inner output. An input that leads to a parameter is a parameter of the instances: its value inside is their
 *       default, and what an instance gives replaces it.
 *   <li>{@code modules} notes by vendor where nodes come from, for those who lack them: the module's name, its version and,
 *       if it is known, its update centre. Where a vendor has several modules, ids of nodes stand beside the vendor.
 *   <li>Members that this version does not know are kept in every place.
 * </ul>
 *
 * Canonical form: members in the order above, unknown ones last, nodes and inputs in their own order, numbers in their
 * shortest form, one line for each node, place, frame and note.
 */
@NullMarked
package org.quarry.workflow.json;

import org.jspecify.annotations.NullMarked;
