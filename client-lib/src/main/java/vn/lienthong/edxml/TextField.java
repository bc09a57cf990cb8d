// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.edxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a message with the lengths receivers can take. Sources: Annex VI of Decree 30/2020 (N) where it has the
 * field, else the checker of a centre in use (K), else a database in use (D).
 *
 * <table>
 * <caption>Longest values in characters</caption>
 * <tr><td>N</td><td>CodeNumber 11, CodeNotation 30, OrganName 200, Subject 500, TypeName 100, Position 100, FullName 50,
 *     ToPlaces 1000 in total, Description 500; ResponseFor/Code 41 = 11 + 30</td></tr>
 * <tr><td>K</td><td>OrganizationInCharge 200, OrganAdd 250, Email 100, Telephone and Fax 20, Place 50, Content 500,
 *     Competence 100, ToPlaces/Place 150, SphereOfPromulgation 100, TyperNotation 10, Appendix 250</td></tr>
 * <tr><td>D</td><td>Website 100 (K has 20, too short for reality), Department 200, Staff 100, Mobile 50</td></tr>
 * <tr><td>own</td><td>BussinessDocReason 500, as no source gives one</td></tr>
 * </table>
 *
 * @param aboutPeople whether it names a person or an agency, in which words have no meaning as marks
 */
record TextField(String path, String value, int limit, boolean aboutPeople) {
    static final int LONGEST_TO_PLACES = 1000;

    static List<TextField> of(Edoc edoc) {
        Collector texts = new Collector();
        texts.organization(Paths.FROM, edoc.from());
        for (int i = 0; i < edoc.to().size(); i++) {
            texts.organization(Paths.to(i), edoc.to().get(i));
        }
        texts.text(Paths.HEADER + "/Code/CodeNumber", edoc.codeNumber(), 11);
        texts.text(Paths.HEADER + "/Code/CodeNotation", edoc.codeNotation(), 30);
        texts.people(Paths.HEADER + "/PromulgationInfo/Place", edoc.promulgationPlace(), 50);
        texts.text(Paths.TYPE_NAME, edoc.documentType().name(), 100);
        texts.text(Paths.SUBJECT, edoc.subject(), 500);
        texts.text(Paths.HEADER + "/Content", edoc.content(), 500);
        texts.people(Paths.HEADER + "/SignerInfo/Competence", edoc.signer().competence(), 100);
        texts.people(Paths.HEADER + "/SignerInfo/Position", edoc.signer().position(), 100);
        texts.people(Paths.HEADER + "/SignerInfo/FullName", edoc.signer().fullName(), 50);
        texts.list(Paths.HEADER + "/ToPlaces/Place", edoc.toPlaces(), 150);
        texts.otherInfo(edoc.otherInfo());
        for (int i = 0; i < edoc.responseFor().size(); i++) {
            texts.text(
                    Paths.nth(Paths.RESPONSE_FOR, i) + "/Code",
                    edoc.responseFor().get(i).code(),
                    41);
        }
        edoc.business().ifPresent(texts::business);
        return texts.fields;
    }

    static List<TextField> of(StatusMessage status) {
        Collector texts = new Collector();
        texts.organization(Paths.FROM, status.from());
        texts.text(Paths.RESPONSE_FOR + "/Code", status.responseFor().code(), 41);
        texts.staff(Paths.HEADER + "/StaffInfo", status.staff());
        texts.text(Paths.HEADER + "/Description", status.description(), 500);
        return texts.fields;
    }

    private static final class Collector {
        private final List<TextField> fields = new ArrayList<>();

        void text(String path, Optional<String> value, int limit) {
            value.ifPresent(text -> fields.add(new TextField(path, text, limit, false)));
        }

        void people(String path, Optional<String> value, int limit) {
            value.ifPresent(text -> fields.add(new TextField(path, text, limit, true)));
        }

        void list(String path, List<String> values, int limit) {
            for (int i = 0; i < values.size(); i++) {
                text(Paths.nth(path, i), Values.text(values.get(i)), limit);
            }
        }

        void organization(String path, Organization organization) {
            people(path + "/OrganizationInCharge", organization.inCharge(), 200);
            people(path + "/OrganName", organization.name(), 200);
            people(path + "/OrganAdd", organization.address(), 250);
            people(path + "/Email", organization.email(), 100);
            people(path + "/Telephone", organization.telephone(), 20);
            people(path + "/Fax", organization.fax(), 20);
            people(path + "/Website", organization.website(), 100);
        }

        void otherInfo(OtherInfo info) {
            text(Paths.HEADER + "/OtherInfo/SphereOfPromulgation", info.sphere(), 100);
            people(Paths.HEADER + "/OtherInfo/TyperNotation", info.typist(), 10);
            list(Paths.HEADER + "/OtherInfo/Appendixes/Appendix", info.appendixes(), 250);
        }

        void business(BusinessInfo business) {
            text(Paths.BUSINESS + "/BussinessDocReason", business.reason(), 500);
            staff(Paths.BUSINESS + "/StaffInfo", business.staff());
        }

        void staff(String path, List<Staff> staff) {
            for (int i = 0; i < staff.size(); i++) {
                people(Paths.nth(path, i) + "/Department", staff.get(i).department(), 200);
                people(Paths.nth(path, i) + "/Staff", staff.get(i).name(), 100);
                people(Paths.nth(path, i) + "/Mobile", staff.get(i).mobile(), 50);
                people(Paths.nth(path, i) + "/Email", staff.get(i).email(), 100);
            }
        }
    }
}
