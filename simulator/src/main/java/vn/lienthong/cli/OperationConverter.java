// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vn.lienthong.edxml.Operation;

/** Operations as people write them: new, recall, update, replace. */
final class OperationConverter implements ITypeConverter<Operation> {
    @Override
    public Operation convert(String value) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.english().equals(value.strip()))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + value + "' is none of "
                        + Arrays.stream(Operation.values())
                                .map(Operation::english)
                                .collect(Collectors.joining(", "))));
    }
}
