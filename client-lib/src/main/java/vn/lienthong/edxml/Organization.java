// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An agency as a message describes it ({@code From}, {@code To}). The code stays text: real traffic holds odd ones. */
public record Organization(
        Optional<String> organId,
        Optional<String> inCharge,
        Optional<String> name,
        Optional<String> address,
        Optional<String> email,
        Optional<String> telephone,
        Optional<String> fax,
        Optional<String> website) {
    static final Organization UNKNOWN = new Builder().build();

    /** The code as an agency code, if it has the form of one. */
    public Optional<AgencyId> agencyId() {
        return organId.filter(AgencyId::isValid).map(AgencyId::new);
    }

    /** An agency of which only code and name are told. */
    public static Organization of(AgencyId id, String name) {
        return builder(id).name(name).build();
    }

    /** Starts the description of an agency. */
    public static Builder builder(AgencyId id) {
        Builder builder = new Builder();
        builder.organId = id.value();
        return builder;
    }

    /** Collects what is known about an agency; blank values count as absent. */
    public static final class Builder {
        private @Nullable String organId;
        private @Nullable String inCharge;
        private @Nullable String name;
        private @Nullable String address;
        private @Nullable String email;
        private @Nullable String telephone;
        private @Nullable String fax;
        private @Nullable String website;

        private Builder() {}

        /** The name of the directly superior agency. */
        public Builder inCharge(String value) {
            inCharge = value;
            return this;
        }

        /** The name of the agency. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** The postal address. */
        public Builder address(String value) {
            address = value;
            return this;
        }

        /** The e-mail address. */
        public Builder email(String value) {
            email = value;
            return this;
        }

        /** The telephone number. */
        public Builder telephone(String value) {
            telephone = value;
            return this;
        }

        /** The fax number. */
        public Builder fax(String value) {
            fax = value;
            return this;
        }

        /** The web site, often without a scheme. */
        public Builder website(String value) {
            website = value;
            return this;
        }

        /** The description. */
        public Organization build() {
            return new Organization(
                    Values.text(organId),
                    Values.text(inCharge),
                    Values.text(name),
                    Values.text(address),
                    Values.text(email),
                    Values.text(telephone),
                    Values.text(fax),
                    Values.text(website));
        }
    }
}
