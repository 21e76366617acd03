/** Tests of the script that builds and runs the command line from a checkout. */
@NullMarked
package io.xprim.models.launcher;

import org.jspecify.annotations.NullMarked;
