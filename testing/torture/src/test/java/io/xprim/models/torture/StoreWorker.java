// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.UpdateCheck;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An application with the library in it, which does random things to a store: its name, the registry, the store, a journal, a file that
 * says that it is over, a seed, its own reference, the shared ones.
 */
final class StoreWorker {
    private final ModelManager manager;

    private StoreWorker(ModelManager manager) {
        this.manager = manager;
    }

    public static void main(String[] args) throws Exception {
        Path over = Path.of(args[4]);
        Role role = new Role(args[6], List.of(args).subList(7, args.length));
        try (ModelManager manager = ModelManager.builder(args[0])
                        .registry(args[1])
                        .dataDirectory(Path.of(args[2]))
                        .transport("urlconnection")
                        .environment(Map.of())
                        .build();
                Journal journal = new Journal(Path.of(args[3]))) {
            role.play(
                    new StoreWorker(manager)::act,
                    journal,
                    new Random(Long.parseLong(args[5])),
                    () -> Files.exists(over));
        }
    }

    private Answer act(Action action, String name) {
        ModelRef ref = ModelRef.parse(name);
        try {
            return switch (action) {
                case PULL, FORCED_PULL -> pull(ref, action == Action.FORCED_PULL);
                case UPDATE -> update(ref);
                case REMOVE -> {
                    manager.remove(ref);
                    yield Answer.of(Answer.Kind.REMOVED);
                }
                case VERIFY, REPAIR -> verify(ref, action == Action.REPAIR);
                case PRUNE -> {
                    manager.prune();
                    yield Answer.of(Answer.Kind.NOTHING);
                }
                case LIST -> {
                    manager.listInstalled();
                    yield Answer.of(Answer.Kind.NOTHING);
                }
            };
        } catch (NotInstalledException e) {
            return Answer.of(Answer.Kind.MISSING);
        } catch (LockTimeoutException e) {
            return Answer.of(Answer.Kind.REFUSED);
        }
    }

    private Answer pull(ModelRef ref, boolean force) {
        PullOptions options = PullOptions.builder().force(force).build();
        return Answer.installed(
                Optional.of(manager.pull(ref, options).model().manifestHash().hex()));
    }

    private Answer update(ModelRef ref) {
        UpdateCheck check = manager.checkUpdate(ref);
        return check.installedHash().isPresent() && check.updateAvailable()
                ? pull(ref, false)
                : Answer.of(Answer.Kind.NOTHING);
    }

    private Answer verify(ModelRef ref, boolean repair) {
        VerifyResult result =
                manager.verify(ref, VerifyOptions.builder().repair(repair).build());
        Lab.require(result.ok() && result.damaged().isEmpty(), ref + " is damaged: " + result.damaged());
        return Answer.of(Answer.Kind.WHOLE);
    }
}
