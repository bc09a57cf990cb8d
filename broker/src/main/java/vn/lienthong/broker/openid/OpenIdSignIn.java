// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.openid;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.access.Operator;
import vn.lienthong.broker.openid.OpenIdException.Reason;

/**
 * Signing in at a provider: the authorization code flow with PKCE. Whoever comes back is an operator whose name begins with
 * {@value #PREFIX}, which no user of the exchange itself can have. Thread-safe.
 */
public final class OpenIdSignIn {
    /** How the names of those begin who have signed in elsewhere. */
    public static final String PREFIX = "oidc:";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+|:/-]{1,128}");

    private final OpenIdSettings settings;
    private final OpenIdProvider provider;
    private final Supplier<URI> redirect;

    /**
     * Nothing is asked of the provider yet.
     *
     * @param listening where browsers are sent back to, unless the settings say otherwise
     */
    public OpenIdSignIn(OpenIdSettings settings, Supplier<URI> listening, Clock clock) {
        this.settings = settings;
        this.provider = new OpenIdProvider(settings, clock);
        this.redirect = () -> settings.redirect().orElseGet(listening);
    }

    /**
     * Somebody wants to sign in.
     *
     * @throws OpenIdException if the provider cannot be found
     */
    public PendingSignIn begin() throws OpenIdException {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI address = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile", "email"), provider.client(), redirect.get())
                .endpointURI(provider.signInAddress())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new PendingSignIn(address, state.getValue(), nonce.getValue(), verifier.getValue());
    }

    /**
     * Somebody came back.
     *
     * @param answer the query they came with
     * @param origin from where they come in
     * @return who they are here
     * @throws OpenIdException if they do not come in
     */
    public Operator finish(PendingSignIn pending, Map<String, List<String>> answer, String origin)
            throws OpenIdException {
        AuthenticationSuccessResponse success = success(pending, answer);
        return operator(provider.claims(success.getAuthorizationCode(), redirect.get(), pending), origin);
    }

    private AuthenticationSuccessResponse success(PendingSignIn pending, Map<String, List<String>> answer)
            throws OpenIdException {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(redirect.get(), answer);
        } catch (ParseException e) {
            throw new OpenIdException(Reason.NOT_VALID, e);
        }
        if (response.getState() == null || !isSame(response.getState().getValue(), pending.state())) {
            throw new OpenIdException(Reason.NOT_VALID, "the state is another one");
        }
        if (response.getIssuer() != null
                && !response.getIssuer().getValue().equals(settings.issuer().toString())) {
            throw new OpenIdException(Reason.NOT_VALID, "the answer is of another provider");
        }
        if (!response.indicatesSuccess()) {
            throw new OpenIdException(
                    Reason.REFUSED,
                    String.valueOf(response.toErrorResponse().getErrorObject().getCode()));
        }
        AuthenticationSuccessResponse success = response.toSuccessResponse();
        if (success.getAuthorizationCode() == null) {
            throw new OpenIdException(Reason.NOT_VALID, "there is no code");
        }
        return success;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private Operator operator(Map<String, Object> claims, String origin) throws OpenIdException {
        String name = String.valueOf(claims.get(settings.claims().name()));
        if (claims.get(settings.claims().name()) == null || !NAME.matcher(name).matches()) {
            throw new OpenIdException(
                    Reason.NOT_VALID, "the claim " + settings.claims().name() + " names nobody");
        }
        List<String> values = values(claims, settings.claims().role());
        Optional<RoleGrant> grant = settings.grants().stream()
                .filter(one -> values.contains(one.value()))
                .findFirst();
        if (grant.isEmpty()) {
            throw new OpenIdException(Reason.NO_ROLE, PREFIX + name);
        }
        return new Operator(PREFIX + name, grant.get().role(), grant.get().scope(), origin);
    }

    /** A claim may be called {@code a.b}, or {@code a} may be an object with {@code b} in it. */
    private static List<String> values(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int point = path.indexOf('.');
        if (whole == null && point > 0 && claims.get(path.substring(0, point)) instanceof Map<?, ?> inner) {
            return values(inner, path.substring(point + 1));
        }
        return texts(whole);
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }
}
