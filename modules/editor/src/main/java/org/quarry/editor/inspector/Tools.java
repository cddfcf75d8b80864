package org.quarry.editor.inspector;

import org.quarry.editor.field.Fields;
import org.quarry.editor.problem.FixFinder;

/** What cards work with. */
record Tools(Editing editing, Fields fields, FixFinder finder, Places places) {}
