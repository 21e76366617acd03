// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import java.lang.module.ModuleDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A module's descriptor as it would be written, a directive a line, sorted. */
final class ModuleSurface {
    private static final Set<ModuleDescriptor.Requires.Modifier> WRITTEN =
            Set.of(ModuleDescriptor.Requires.Modifier.STATIC, ModuleDescriptor.Requires.Modifier.TRANSITIVE);

    private ModuleSurface() {}

    static List<String> of(ModuleDescriptor module) {
        Stream<String> exports = module.exports().stream()
                .map(exported -> "exports " + exported.source() + list(" to ", exported.targets()));
        Stream<String> opens =
                module.opens().stream().map(opened -> "opens " + opened.source() + list(" to ", opened.targets()));
        Stream<String> requires = module.requires().stream().map(ModuleSurface::requires);
        Stream<String> uses = module.uses().stream().map(service -> "uses " + service);
        Stream<String> provides = module.provides().stream()
                .map(provided -> "provides " + provided.service() + list(" with ", provided.providers()));
        return Stream.of(exports, opens, requires, uses, provides)
                .flatMap(lines -> lines)
                .sorted()
                .toList();
    }

    private static String requires(ModuleDescriptor.Requires required) {
        String modifiers = required.modifiers().stream()
                .filter(WRITTEN::contains)
                .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
                .sorted()
                .collect(Collectors.joining());
        return "requires " + modifiers + required.name();
    }

    private static String list(String before, Collection<String> names) {
        return names.isEmpty() ? "" : before + names.stream().sorted().collect(Collectors.joining(", "));
    }
}
