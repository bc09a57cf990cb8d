// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.broker.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A provider where everybody who comes is signed in as the same person. It checks what it is shown as a real one does, and can be
 * told to make one mistake.
 */
final class SignInProvider implements AutoCloseable {
    static final String CLIENT = "lienthong";
    static final String SECRET = "a-secret-of-thirty-two-characters";
    private static final int OK = 200;
    private static final int FOUND = 302;
    private static final int BAD = 400;
    private static final int UNAVAILABLE = 503;
    private static final int KEY_BITS = 2048;

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile RSAKey key = newKey();
    private volatile RSAKey signer = key;
    private volatile Mistake mistake = Mistake.NONE;
    private volatile String person = "lan";
    private volatile List<String> roles = List.of();

    /** What it does wrong. */
    enum Mistake {
        /** Nothing. */
        NONE,
        /** The token has the nonce of somebody else. */
        NONCE,
        /** The token is for another client. */
        AUDIENCE,
        /** The token is from another provider. */
        ISSUER,
        /** The token is signed with a key that is not the provider's. */
        SIGNATURE,
        /** The token is not signed. */
        UNSIGNED,
        /** The token is signed with what both know. */
        SHARED_SECRET,
        /** The token has expired. */
        EXPIRED,
        /** The token names nobody. */
        NOBODY,
        /** It is out of order. */
        DOWN,
        /** It lets nobody in. */
        REFUSED
    }

    SignInProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", answer(exchange -> discovery()));
        server.createContext("/jwks", answer(exchange -> new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void make(Mistake other) {
        mistake = other;
    }

    void signIn(String name, String... withRoles) {
        person = name;
        roles = List.of(withRoles);
    }

    /** From now on it signs with another key, and shows that one alone. */
    void rotateKeys() {
        key = newKey();
        signer = key;
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String discovery() {
        return """
               {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                "jwks_uri": "%1$s/jwks", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"]}
               """
                .formatted(issuer());
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        boolean good = asked.get("client_id").equals(CLIENT)
                && asked.get("code_challenge_method").equals("S256")
                && asked.get("scope").contains("openid");
        String code = Base64.getUrlEncoder().encodeToString(asked.get("state").getBytes(StandardCharsets.UTF_8));
        codes.put(code, asked);
        String answer = good && mistake != Mistake.REFUSED ? "code=" + code : "error=access_denied";
        exchange.getResponseHeaders()
                .add("Location", asked.get("redirect_uri") + "?" + answer + "&state=" + asked.get("state"));
        exchange.sendResponseHeaders(FOUND, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> shown = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(shown.get("code")); // a code is good once
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (mistake == Mistake.DOWN) {
            send(exchange, UNAVAILABLE, "{}");
        } else if (asked == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !shown.get("redirect_uri").equals(asked.get("redirect_uri"))
                || !challenge(shown.get("code_verifier")).equals(asked.get("code_challenge"))) {
            send(exchange, BAD, "{\"error\": \"invalid_grant\"}");
        } else {
            send(
                    exchange,
                    OK,
                    "{\"access_token\": \"x\", \"token_type\": \"Bearer\", \"id_token\": \"" + token(asked.get("nonce"))
                            + "\"}");
        }
    }

    private String token(String nonce) {
        Instant now = Instant.now();
        Instant end = now.plus(mistake == Mistake.EXPIRED ? Duration.ofHours(-1) : Duration.ofMinutes(5));
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(mistake == Mistake.ISSUER ? "https://elsewhere.example" : issuer())
                .audience(mistake == Mistake.AUDIENCE ? "another" : CLIENT)
                .subject(mistake == Mistake.NOBODY ? "<script>" : person)
                .issueTime(Date.from(end.minus(Duration.ofMinutes(5))))
                .expirationTime(Date.from(end))
                .claim("nonce", mistake == Mistake.NONCE ? "another" : nonce)
                .claim("realm", Map.of("roles", roles));
        try {
            return switch (mistake) {
                case UNSIGNED -> new PlainJWT(claims.build()).serialize();
                case SHARED_SECRET -> {
                    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
                    token.sign(new MACSigner(SECRET));
                    yield token.serialize();
                }
                default -> {
                    RSAKey used = mistake == Mistake.SIGNATURE ? newKey() : signer;
                    SignedJWT token = new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .keyID(key.getKeyID())
                                    .build(),
                            claims.build());
                    token.sign(new RSASSASigner(used));
                    yield token.serialize();
                }
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static HttpHandler answer(Function<HttpExchange, String> content) {
        return exchange -> send(exchange, OK, content.apply(exchange));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What a browser does that is sent here: it is sent back. */
    static URI sentBack(HttpResponse<String> atProvider) {
        return URI.create(atProvider.headers().firstValue("Location").orElseThrow());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
