using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>Validates client assertions: JWTs that the client's certificate signed, and tokens of another issuer. conventions 5.1.</summary>
internal sealed class ClientAssertionValidator(ProductionTokenGuard guard, TimeProvider time)
{
    /// <summary>The audience of other issuers' tokens, in each cloud.</summary>
    private const string FederationAudience = "api://AzureADTokenExchange";

    /// <summary>In seconds.</summary>
    private const long ClockSkew = 5 * 60;

    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    private static readonly string[] AudiencePaths = ["/oauth2/v2.0/token", "/oauth2/token", "/v2.0", "/v2.0/", "/"];

    /// <summary>Null if the assertion is valid.</summary>
    public async ValueTask<LoginError?> ValidateAsync(string assertion, Client client, string origin)
    {
        if (Jwt.TryRead(assertion) is not { } jwt)
            return LoginErrorCatalog.AssertionMalformed.With();
        if (await guard.IsProductionTokenAsync(assertion))
            return LoginErrorCatalog.AssertionKeyUnknown.With("Microsoft issued this token for the real service. Do not send it to this server.") with { Hint = null };
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (GetUnixSeconds(jwt, "exp") is not { } expires || now - ClockSkew >= expires || GetUnixSeconds(jwt, "nbf") > now + ClockSkew)
            return LoginErrorCatalog.AssertionTime.With();
        if (jwt.Audiences.Any(audience => audience.StartsWith(FederationAudience, StringComparison.OrdinalIgnoreCase)))
            return IsFederatedSubject(client, jwt.Subject) ? null : LoginErrorCatalog.FederationUnknown.With(jwt.Subject);
        if (!jwt.Audiences.Any(audience => IsLoginAudience(audience, origin)))
            return LoginErrorCatalog.AssertionAudience.With();
        if (!IsClientId(jwt.Issuer, client) || !IsClientId(jwt.Subject, client))
            return LoginErrorCatalog.AssertionClient.With();
        return await IsSignedAsync(jwt, client) ? null : LoginErrorCatalog.AssertionKeyUnknown.With("The key was not found.");
    }

    /// <summary>The other issuer's keys are not available, so its signature is not checked. The <c>sub</c> must be registered instead.</summary>
    private static bool IsFederatedSubject(Client client, string subject) => client.FederatedSubject is { } registered ? registered == subject : !client.IsConfidential;

    private static bool IsClientId(string? name, Client client) => string.Equals(name, client.Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>The assertion of a client without registered credentials is accepted, because there is no certificate to verify it with.</summary>
    private static async ValueTask<bool> IsSignedAsync(JsonWebToken jwt, Client client)
    {
        if (!Algorithms.Contains(jwt.Alg, StringComparer.Ordinal))
            return false;
        if (client.Certificate is not { } certificate)
            return !client.IsConfidential;
        var thumbprints = new[] { GetHeaderValue(jwt, "x5t"), GetHeaderValue(jwt, "x5t#S256") }.OfType<string>();
        return thumbprints.All(thumbprint => certificate.Thumbprints.Contains(thumbprint, StringComparer.Ordinal))
            && await Signatures.IsSignedByAsync(jwt, certificate.Key, Algorithms);
    }

    /// <summary>The token endpoint or the issuer, at the address that the client used or at a login host of Microsoft.</summary>
    private static bool IsLoginAudience(string audience, string origin) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var address)
        && (audience.StartsWith($"{origin}/", StringComparison.OrdinalIgnoreCase) || MicrosoftHosts.FindCloud(address.Host) is not null)
        && address.AbsolutePath.IndexOf('/', 1) is var end and > 0
        && AudiencePaths.Contains(address.AbsolutePath[end..], StringComparer.OrdinalIgnoreCase);

    /// <summary>MSAL.NET writes the times as strings (conventions 5.1 [E]), PowerShell with a fraction. RFC 7519 allows fractions of a second.</summary>
    private static decimal? GetUnixSeconds(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<object>(claim, out var value)
        && decimal.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    private static string? GetHeaderValue(JsonWebToken jwt, string name) => jwt.TryGetHeaderValue<string>(name, out var value) ? value : null;
}
