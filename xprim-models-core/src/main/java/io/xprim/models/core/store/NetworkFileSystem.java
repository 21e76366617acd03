// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.util.Locale;
import java.util.Set;

/** Tells file systems that other machines share, whose locks may not exclude those. */
final class NetworkFileSystem {
    private static final Set<String> TYPES = Set.of(
            "9p",
            "acfs",
            "afpfs",
            "afs",
            "beegfs",
            "ceph",
            "cifs",
            "glusterfs",
            "gpfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs3",
            "nfs4",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "vboxsf",
            "virtiofs",
            "vmhgfs",
            "webdav");
    private static final String IN_USER_SPACE = "fuse";
    private static final Set<String> ON_A_DISK = Set.of("fuse.fuse-overlayfs", "fuse.overlayfs", "fuseblk");

    private NetworkFileSystem() {}

    /** Whether a type is one of those; what runs in user space may be anything, and counts as one. */
    static boolean is(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return TYPES.contains(name) || (name.startsWith(IN_USER_SPACE) && !ON_A_DISK.contains(name));
    }
}
