// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.attach;

import io.xprim.models.Cancellation;
import io.xprim.models.cli.ModelsCommand;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** The same, and Ctrl-C lets a pull say how much it keeps. */
final class InterruptibleTool {
    private InterruptibleTool() {}

    public static void main(String[] args) {
        Cancellation cancellation = new Cancellation();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cancellation, ended)));
        int code = new CommandLine(new MyTool())
                .addSubcommand(ModelsCommand.builder("mytool")
                        .cancellation(cancellation)
                        .build())
                .execute(args);
        ended.countDown();
        System.exit(code);
    }

    private static void end(Cancellation cancellation, CountDownLatch ended) {
        cancellation.cancel();
        try {
            if (!ended.await(2, TimeUnit.SECONDS)) {
                System.err.println("mytool: the command did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
