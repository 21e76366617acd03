// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.util.List;
import java.util.Optional;

/** Whether what was told of one reference can be true: calls one after the other, each at some time between its begin and its end. */
final class SerialOrder {
    private final String ref;
    private final List<Call> calls;

    SerialOrder(String ref, List<Call> all) {
        this.ref = ref;
        calls = all.stream()
                .filter(call -> call.ref().equals(ref) && call.action().isOfOneModel())
                .toList();
    }

    /**
     * Checks that somebody made it what it is, and that nobody who made it something else began after that.
     *
     * @param before the manifest that was listed before the first call
     * @param found the one that is listed now
     */
    void requireEnd(Optional<String> before, Optional<String> found) {
        List<Call> makers =
                calls.stream().filter(call -> mayHaveMade(call, found)).toList();
        Lab.require(
                before.equals(found) || !makers.isEmpty(), ref + " is " + found + ", and nobody made it so: " + calls);
        long last = makers.stream().mapToLong(Call::end).max().orElse(Long.MIN_VALUE);
        for (Call call : calls) {
            Lab.require(
                    !hasMadeOther(call, found) || call.begin() < last,
                    ref + " is " + found + ", though that was undone by " + call);
        }
    }

    /** For calls one after the other on what nobody else touches: each is told what the one before it made. */
    void requireOwn(boolean before) {
        Optional<Boolean> installed = Optional.of(before);
        for (Call call : calls) {
            Optional<Boolean> told = call.answer().kind().toldInstalled();
            Lab.require(
                    told.isEmpty() || installed.isEmpty() || told.equals(installed),
                    ref + ": installed is " + installed + " before " + call);
            installed = call.answer().kind().leavesInstalled(installed);
        }
    }

    private static boolean mayHaveMade(Call call, Optional<String> found) {
        return switch (call.answer().kind()) {
            case INSTALLED ->
                found.isPresent()
                        && (call.answer().manifest().isEmpty()
                                || call.answer().manifest().equals(found));
            case REMOVED -> found.isEmpty();
            case NONE -> found.isPresent() ? call.action().mayInstall() : call.action() == Action.REMOVE;
            case MISSING, WHOLE, REFUSED, NOTHING -> false;
        };
    }

    private static boolean hasMadeOther(Call call, Optional<String> found) {
        boolean made =
                call.answer().kind() == Answer.Kind.INSTALLED || call.answer().kind() == Answer.Kind.REMOVED;
        return made && !mayHaveMade(call, found);
    }
}
