using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>Judges the JWT by which a client shows who it is: a certificate's signature, or another issuer's token. conventions 5.1.</summary>
internal sealed class ClientAssertionValidator(ProductionTokenGuard guard, TimeProvider time)
{
    /// <summary>What the tokens of other issuers are made out for, in each cloud.</summary>
    private const string FederationAudience = "api://AzureADTokenExchange";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    private static readonly string[] LoginHosts =
        ["login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn", "sts.windows.net", "login.windows.net"];

    private static readonly string[] AudiencePaths = ["/oauth2/v2.0/token", "/oauth2/token", "/v2.0", "/v2.0/", "/"];

    /// <summary>Null when the client is believed.</summary>
    public async ValueTask<LoginError?> ValidateAsync(string assertion, Client client, string origin)
    {
        if (Jwt.TryRead(assertion) is not { } jwt)
            return LoginErrorCatalog.AssertionMalformed.With();
        if (await guard.IsProductionTokenAsync(assertion))
            return LoginErrorCatalog.AssertionKeyUnknown.With("It was issued by Microsoft, for the real service. Never send it here.");
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (GetUnixSeconds(jwt, "exp") is not { } expires || now - ClockSkew.TotalSeconds >= expires || GetUnixSeconds(jwt, "nbf") > now + ClockSkew.TotalSeconds)
            return LoginErrorCatalog.AssertionTime.With();
        if (jwt.Audiences.Any(audience => audience.StartsWith(FederationAudience, StringComparison.OrdinalIgnoreCase)))
            return IsFederatedSubject(client, jwt.Subject) ? null : LoginErrorCatalog.FederationUnknown.With(jwt.Subject);
        if (!jwt.Audiences.Any(audience => IsOwnAudience(audience, origin)))
            return LoginErrorCatalog.AssertionAudience.With();
        if (!IsClientId(jwt.Issuer, client) || !IsClientId(jwt.Subject, client))
            return LoginErrorCatalog.AssertionClient.With();
        return await IsSignedAsync(jwt, client) ? null : LoginErrorCatalog.AssertionKeyUnknown.With("The key was not found.");
    }

    /// <summary>The other issuer's keys are out of reach: what it says is believed, which is why its <c>sub</c> must be registered.</summary>
    private static bool IsFederatedSubject(Client client, string subject) => client.FederatedSubject is { } registered ? registered == subject : !client.IsConfidential;

    private static bool IsClientId(string? name, Client client) => string.Equals(name, client.Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>A client without registered credentials has no certificate that the signature could be held against.</summary>
    private static async ValueTask<bool> IsSignedAsync(JsonWebToken jwt, Client client)
    {
        if (!Algorithms.Contains(jwt.Alg, StringComparer.Ordinal))
            return false;
        if (client.Certificate is not { } certificate)
            return !client.IsConfidential;
        var named = new[] { GetHeaderValue(jwt, "x5t"), GetHeaderValue(jwt, "x5t#S256") }.OfType<string>();
        return named.All(thumbprint => certificate.Thumbprints.Contains(thumbprint, StringComparer.Ordinal))
            && await Signatures.IsSignedByAsync(jwt, certificate.Key, Algorithms);
    }

    /// <summary>The endpoint or the issuer, at the address that the caller used or at the real one.</summary>
    private static bool IsOwnAudience(string audience, string origin) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var address)
        && (audience.StartsWith($"{origin}/", StringComparison.OrdinalIgnoreCase) || LoginHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase))
        && address.AbsolutePath.IndexOf('/', 1) is var end and > 0
        && AudiencePaths.Contains(address.AbsolutePath[end..], StringComparer.OrdinalIgnoreCase);

    /// <summary>MSAL.NET writes the times as strings: conventions 5.1 [E].</summary>
    private static long? GetUnixSeconds(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<object>(claim, out var value)
        && long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    private static string? GetHeaderValue(JsonWebToken jwt, string name) => jwt.TryGetHeaderValue<string>(name, out var value) ? value : null;
}
