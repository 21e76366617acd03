// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A completion script for bash, and for zsh with its {@code bashcompinit}. Commands and options are written into it by picocli; installed
 * models are asked of the program when they are wanted, by {@code list --quiet}, which needs no registry.
 */
public final class CompletionScript {
    private static final String TEMPLATE = """

            # Completes the names of installed models besides: GROUP/MODEL VERSION or GROUP/MODEL:VERSION.
            function _complete_@TOOL@_installed() {
              _complete_@TOOL@ "$@"

              local current="${COMP_WORDS[COMP_CWORD]}" called="" lister="" model="" positions=0 value="" word candidate previous="" i
              local -a settings
              settings=()
              for (( i = 1; i < COMP_CWORD; i++ )); do
                word="${COMP_WORDS[i]}"
                if [ -n "$value" ]; then
                  if [ "$word" != "=" ]; then
                    if [ "$value" = "--data-dir" ]; then settings=("$value" "$word"); fi
                    value=""
                  fi
                  continue
                fi
                case "$word" in
                  @VALUES@) value="$word" ;;
                  -*|:) ;;
                  *)
                    if [ -n "$lister" ]; then
                      positions=$((positions + 1))
                      model="$word"
                    else
                      called="$called $word"
                      case "$called" in
            @CASES@
                      esac
                    fi
                    ;;
                esac
              done
              if [ -z "$lister" ] || [ -n "$value" ] || [ "$positions" -gt 1 ]; then return 0; fi
              case "$current" in
                -*) return 0 ;;
                :) current="" ;;
              esac

              while IFS= read -r word; do
                candidate="${word%%:*}"
                if [ "$positions" -eq 1 ]; then
                  if [ "$candidate" != "$model" ]; then continue; fi
                  candidate="${word#*:}"
                fi
                if [ "$candidate" != "$previous" ] && [ "${candidate#"$current"}" != "$candidate" -o -z "$current" ]; then
                  COMPREPLY+=("$candidate")
                fi
                previous="$candidate"
              done < <("${COMP_WORDS[0]}" ${lister# } --quiet ${settings[@]+"${settings[@]}"} 2>/dev/null </dev/null)
            }

            complete -F _complete_@TOOL@_installed -o default @TOOL@
            """;

    private final CommandSpec root;
    private final List<String> cases = new ArrayList<>();
    private final TreeSet<String> withValue = new TreeSet<>();

    private CompletionScript(CommandSpec root) {
        this.root = root;
    }

    /**
     * Writes it.
     *
     * @param root the whole tool's command line, whose name is the program's; our tree is somewhere in it
     */
    public static String of(CommandLine root) {
        CompletionScript script = new CompletionScript(root.getCommandSpec());
        script.visit(root.getCommandSpec(), "");
        return AutoComplete.bash(root.getCommandName(), root) + script.installed();
    }

    /** Our commands get their common options by the time that help is asked for. */
    private void visit(CommandSpec spec, String called) {
        if (spec.userObject() instanceof RootCommand) {
            spec.commandLine().getHelp();
        }
        spec.options().stream()
                .filter(option -> option.arity().max() > 0)
                .forEach(option -> withValue.addAll(List.of(option.names())));
        spec.subcommands().forEach((name, command) -> {
            CommandSpec sub = command.getCommandSpec();
            boolean takesInstalled = sub.userObject() instanceof Subcommand
                    && CommandName.find(name)
                            .filter(CommandName::takesInstalled)
                            .isPresent();
            if (takesInstalled) {
                cases.add("            \"" + called + " " + name + "\") lister=\"" + called + " list\" ;;");
            }
            visit(sub, called + " " + name);
        });
    }

    private String installed() {
        return TEMPLATE.replace("@TOOL@", root.name())
                .replace("@VALUES@", String.join("|", withValue))
                .replace("@CASES@", String.join("\n", cases));
    }
}
