/** The program that the made-up checkouts build: it stands where the launcher looks for the command line. */
@NullMarked
package io.xprim.models.cli;

import org.jspecify.annotations.NullMarked;
