/**
 * Modules of nodes that a user installs: what they declare, who signed them, where they are kept, how they are loaded.
 *
 * <p>A module arrives as an {@code .nbm}, the archive of the NetBeans Platform, and is unpacked into the modules folder of
 * this user, which the desktop and the command line share:
 *
 * <pre>
 * modules/
 *   installed.json                 what is installed; writing it is what installs or removes
 *   com.acme.nodes-1.2-3f2a9c1d/   one module, named by its version and the start of its archive's hash
 *     .in-use                      shared by the processes that have loaded it, which its files outlive
 *     index/META-INF/quarry/       its lists of nodes, which are read without opening a jar
 *     modules/                     its jar, and below {@code ext/} its libraries
 * </pre>
 *
 * Each module has a class loader of its own in both, so that two may bring two versions of one library. It sees the JDK,
 * those packages of Quarry and of other modules that it declares to need, and itself. This keeps modules apart by
 * mistake, not by intent: a module is a program, and can do what the user can. Hence the signatures and the questions.
 */
@NullMarked
package org.quarry.extension;

import org.jspecify.annotations.NullMarked;
