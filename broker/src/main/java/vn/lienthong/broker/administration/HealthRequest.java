// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.administration;

import java.util.List;
import vn.lienthong.broker.access.Permission;
import vn.lienthong.broker.administration.AdministrationAnswer.Health;
import vn.lienthong.broker.administration.AdministrationAnswer.Unclear;

/** Whether the exchange can do its work. */
public record HealthRequest() implements AdministrationRequest<Health> {
    @Override
    public Class<Health> answerType() {
        return Health.class;
    }

    @Override
    public Needs needs() {
        return Needs.RUNNING;
    }

    @Override
    public Permission permission() {
        return Permission.SEE;
    }

    @Override
    public Health carryOut(Administration administration) {
        List<Unclear> unclear = administration.keys().unclear().entrySet().stream()
                .map(one -> new Unclear(one.getKey().brief(), one.getValue()))
                .toList();
        return new Health(administration.disk(), administration.keys().watch().ending(), unclear);
    }
}
