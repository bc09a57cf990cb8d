// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import static vn.lienthong.broker.administration.AdministrationRequest.required;

import java.nio.file.Path;
import vn.lienthong.broker.administration.AdministrationAnswer.Done;
import vn.lienthong.broker.authority.KeyFiles;
import vn.lienthong.protocol.EndpointId;

/** A request about the keys of endpoints. Without a running exchange it is carried out in the data folder. */
public sealed interface KeyRequest<A extends AdministrationAnswer> extends AdministrationRequest<A> {
    @Override
    default Needs needs() {
        return Needs.CHANGE;
    }

    /** Makes keys for an endpoint in a folder and registers them; the exchange writes the files itself. */
    record IssueKeys(EndpointId endpoint, Path folder) implements KeyRequest<Done> {
        /** Checks that both are there. */
        public IssueKeys {
            required("endpoint", endpoint);
            required("folder", folder);
        }

        @Override
        public Class<Done> answerType() {
            return Done.class;
        }

        @Override
        public Done carryOut(Administration administration) {
            administration.issueKeys(endpoint, new KeyFiles(folder));
            return new Done();
        }
    }
}
