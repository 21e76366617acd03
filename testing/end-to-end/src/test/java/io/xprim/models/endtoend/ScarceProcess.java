// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import com.sun.management.UnixOperatingSystemMXBean;
import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.ProgressListener;
import io.xprim.models.PullOptions;
import io.xprim.models.RetryPolicy;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program that looks a model up ({@code look}) or pulls it ({@code pull}) and says in one line how that ended and what it took: registry,
 * store, what to do, reference.
 */
final class ScarceProcess {
    private static final UnixOperatingSystemMXBean SYSTEM =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ScarceProcess() {}

    public static void main(String[] args) {
        AtomicLong files = new AtomicLong();
        long start = System.nanoTime();
        String outcome = run(args[0], Path.of(args[1]), args[2], ModelRef.parse(args[3]), files);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(outcome + " ms=" + millis + " cpu_ms=" + SYSTEM.getProcessCpuTime() / 1_000_000 + " threads="
                + ManagementFactory.getThreadMXBean().getPeakThreadCount() + " files=" + files);
    }

    private static String run(String registry, Path base, String what, ModelRef ref, AtomicLong files) {
        ProgressListener count = state -> files.accumulateAndGet(SYSTEM.getOpenFileDescriptorCount(), Math::max);
        try (ModelManager manager = ModelManager.builder("test")
                .registry(registry)
                .dataDirectory(base)
                .environment(Map.of())
                .retryPolicy(RetryPolicy.builder()
                        .retries(3)
                        .firstDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofMillis(20))
                        .build())
                .build()) {
            if (what.equals("look")) {
                return "found=" + manager.getRemoteDetail(ref).chunkCount();
            }
            PullOptions options = PullOptions.builder()
                    .concurrency(16)
                    .durable(false)
                    .progress(count)
                    .build();
            return manager.pull(ref, options).outcome().name();
        } catch (ModelException e) {
            return e.getClass().getSimpleName();
        }
    }
}
