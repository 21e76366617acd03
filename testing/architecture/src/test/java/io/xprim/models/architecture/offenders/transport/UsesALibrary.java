// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.transport;

import com.tngtech.archunit.core.domain.JavaClass;

/** A transport that uses a library that is not its own. */
public record UsesALibrary(JavaClass library) {}
