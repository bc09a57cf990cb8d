// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.broker.openid.OpenIdException.Reason;

/**
 * The provider: found by its name, asked for tokens, its keys fetched again when one signs with a key that is not known. Thread-safe.
 */
final class OpenIdProvider {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int SERVER_TROUBLE = 500;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(15);
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** Signatures with a key pair: a provider that signs with the secret, or not at all, is not believed. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OpenIdSettings settings;
    private final Clock clock;
    private @Nullable Known known;
    private Instant nextTry = Instant.MIN;

    /** What the provider said of itself. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant since) {}

    OpenIdProvider(OpenIdSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    ClientID client() {
        return new ClientID(settings.clientId());
    }

    /** Where people sign in. */
    URI signInAddress() throws OpenIdException {
        return found().metadata().getAuthorizationEndpointURI();
    }

    /** One asks for all; and while it does not answer, it is not asked again and again by everybody who comes. */
    private synchronized Known found() throws OpenIdException {
        Instant now = clock.instant();
        Known found = known;
        if (found == null || now.isAfter(found.since().plus(REMEMBERED))) {
            if (now.isBefore(nextTry)) {
                throw new OpenIdException(Reason.UNREACHABLE, "the provider did not answer a moment ago");
            }
            nextTry = now.plus(BETWEEN_TRIES);
            found = find();
            known = found;
        }
        return found;
    }

    private Known find() throws OpenIdException {
        try {
            Issuer issuer = new Issuer(settings.issuer());
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, PATIENCE_MILLIS, PATIENCE_MILLIS);
            if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null) {
                throw new OpenIdException(
                        Reason.UNREACHABLE, "the provider names no place to sign in or to get tokens");
            }
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_ANSWER))
                    .refreshAheadCache(false) // no thread of its own
                    .rateLimited(false) // only the provider itself can have them fetched
                    .build();
            IDTokenValidator validator =
                    new IDTokenValidator(issuer, client(), new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
            return new Known(metadata, validator, clock.instant());
        } catch (IOException | GeneralException e) {
            throw new OpenIdException(Reason.UNREACHABLE, e);
        }
    }

    /** Gets the token for a code and believes it or not; what it says. */
    Map<String, Object> claims(AuthorizationCode code, URI redirect, PendingSignIn pending) throws OpenIdException {
        Known found = found();
        JWT token = token(found, code, redirect, pending);
        try {
            return found.validator()
                    .validate(token, new Nonce(pending.nonce()))
                    .toJWTClaimsSet()
                    .getClaims();
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw new OpenIdException(Reason.NOT_VALID, e);
        }
    }

    private JWT token(Known found, AuthorizationCode code, URI redirect, PendingSignIn pending) throws OpenIdException {
        TokenResponse response;
        try {
            Secret secret = new Secret(Files.readString(settings.clientSecret()).strip());
            HTTPRequest request = new TokenRequest.Builder(
                            found.metadata().getTokenEndpointURI(),
                            new ClientSecretBasic(client(), secret),
                            new AuthorizationCodeGrant(code, redirect, new CodeVerifier(pending.verifier())))
                    .build()
                    .toHTTPRequest();
            request.setConnectTimeout(PATIENCE_MILLIS);
            request.setReadTimeout(PATIENCE_MILLIS);
            request.setFollowRedirects(false);
            HTTPResponse answer = request.send();
            if (answer.getStatusCode() >= SERVER_TROUBLE) {
                throw new OpenIdException(Reason.UNREACHABLE, "the provider answered " + answer.getStatusCode());
            }
            response = OIDCTokenResponseParser.parse(answer);
        } catch (IOException e) {
            throw new OpenIdException(Reason.UNREACHABLE, e);
        } catch (ParseException e) {
            throw new OpenIdException(Reason.NOT_VALID, e);
        }
        if (response instanceof OIDCTokenResponse tokens
                && tokens.getOIDCTokens().getIDToken() != null) {
            return tokens.getOIDCTokens().getIDToken();
        }
        throw new OpenIdException(
                Reason.NOT_VALID,
                response.indicatesSuccess()
                        ? "the provider gave no token"
                        : "the provider gave no token: "
                                + response.toErrorResponse().getErrorObject().getCode());
    }
}
