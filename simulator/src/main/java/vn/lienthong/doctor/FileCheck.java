// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.words.Words;

/** Whether only their owner may read files with secrets. */
final class FileCheck {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private FileCheck() {}

    static void examine(List<Path> secrets, Findings findings) {
        List<String> open = new ArrayList<>();
        int looked = 0;
        for (Path file : secrets) {
            try {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                looked++;
                if (!OWNERS.containsAll(permissions)) {
                    open.add(file + " (" + PosixFilePermissions.toString(permissions) + ")");
                }
            } catch (IOException | UnsupportedOperationException e) {
                findings.warning(
                        Subject.PERMISSIONS,
                        new Words("who may read " + file + " cannot be told", "không rõ ai đọc được " + file),
                        new Words("see to it that only its owner may", "hãy bảo đảm chỉ chủ sở hữu đọc được"));
            }
        }
        if (!open.isEmpty()) {
            String list = String.join(", ", open);
            findings.failed(
                    Subject.PERMISSIONS,
                    new Words("others may read " + list, "người khác đọc được " + list),
                    new Words("chmod 600 them", "hãy đặt quyền 600 cho các tệp này"));
        } else {
            findings.passed(
                    Subject.PERMISSIONS,
                    new Words(
                            looked + " files with secrets are their owner's alone",
                            looked + " tệp bí mật chỉ chủ sở hữu đọc được"));
        }
    }
}
