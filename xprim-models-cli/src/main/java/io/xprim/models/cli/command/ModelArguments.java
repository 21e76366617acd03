// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.ModelRef;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.spi.SafeText;
import java.util.List;

/** The arguments that name one version of a model: {@code group/model version}, or {@code group/model:version}. */
final class ModelArguments {
    private ModelArguments() {}

    /**
     * Reads them, and makes the model the invocation's subject.
     *
     * @throws UsageException if something is missing or too much
     * @throws InvalidReferenceException if a part is malformed
     */
    static ModelRef parse(List<String> arguments, Invocation invocation) {
        ModelRef ref = switch (arguments.size()) {
            case 0 ->
                throw new UsageException("which model? Name it as GROUP/MODEL VERSION; "
                        + invocation.hint().call("list --remote") + " shows what there is");
            case 1 -> one(arguments.get(0), invocation);
            case 2 -> two(arguments.get(0), arguments.get(1));
            default ->
                throw new UsageException(SafeText.quoted(arguments.get(2)) + " is one argument too many; see '"
                        + invocation.command() + " --help'");
        };
        invocation.subject(ref);
        return ref;
    }

    private static ModelRef one(String argument, Invocation invocation) {
        if (argument.indexOf(':') >= 0 || argument.indexOf(' ') >= 0 || argument.indexOf('/') < 0) {
            return ModelRef.parse(argument);
        }
        ModelRef model = two(argument, "version");
        String name = model.group() + "/" + model.model();
        throw new UsageException("which version of " + name + "? "
                + invocation.hint().call("list --remote " + name) + " shows those there are");
    }

    private static ModelRef two(String model, String version) {
        int slash = model.indexOf('/');
        if (slash < 0) {
            throw new InvalidReferenceException(SafeText.quoted(model) + " is no model; write GROUP/MODEL VERSION");
        }
        return new ModelRef(model.substring(0, slash), model.substring(slash + 1), version);
    }
}
