using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity.Clients;

/// <summary>Judges the JWT by which a client shows who it is: a certificate's signature, or another issuer's token. conventions 5.1.</summary>
internal sealed class ClientAssertions(Tripwire tripwire, TimeProvider time)
{
    /// <summary>What the tokens of other issuers are made out for, in each cloud.</summary>
    private const string Federation = "api://AzureADTokenExchange";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    private static readonly string[] LoginHosts =
        ["login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn", "sts.windows.net", "login.windows.net"];

    private static readonly string[] Endpoints = ["/oauth2/v2.0/token", "/oauth2/token", "/v2.0", "/v2.0/", "/"];

    /// <summary>Null when the client is believed.</summary>
    public async ValueTask<LoginRefusal?> JudgeAsync(string assertion, Client client, string origin)
    {
        if (Jwt.TryRead(assertion) is not { } jwt)
            return LoginErrors.AssertionMalformed.With();
        if (await tripwire.TripsAsync(assertion))
            return LoginErrors.AssertionKeyUnknown.With("It was issued by Microsoft, for the real service. Never send it here.");
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (Seconds(jwt, "exp") is not { } expires || now - Skew.TotalSeconds >= expires || Seconds(jwt, "nbf") > now + Skew.TotalSeconds)
            return LoginErrors.AssertionTime.With();
        if (jwt.Audiences.Any(audience => audience.StartsWith(Federation, StringComparison.OrdinalIgnoreCase)))
            return IsFederated(client, jwt.Subject) ? null : LoginErrors.FederationUnknown.With(jwt.Subject);
        if (!jwt.Audiences.Any(audience => IsOurs(audience, origin)))
            return LoginErrors.AssertionAudience.With();
        if (!IsClient(jwt.Issuer, client) || !IsClient(jwt.Subject, client))
            return LoginErrors.AssertionClient.With();
        return await IsSignedAsync(jwt, client) ? null : LoginErrors.AssertionKeyUnknown.With("The key was not found.");
    }

    /// <summary>The other issuer's keys are out of reach: what it says is believed, which is why its <c>sub</c> must be registered.</summary>
    private static bool IsFederated(Client client, string subject) => client.FederatedSubject is { } registered ? registered == subject : !client.IsConfidential;

    private static bool IsClient(string? name, Client client) => string.Equals(name, client.Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>A client without registered credentials has no certificate that the signature could be held against.</summary>
    private static async ValueTask<bool> IsSignedAsync(JsonWebToken jwt, Client client)
    {
        if (!Algorithms.Contains(jwt.Alg, StringComparer.Ordinal))
            return false;
        if (client.Certificate is not { } certificate)
            return !client.IsConfidential;
        var named = new[] { Header(jwt, "x5t"), Header(jwt, "x5t#S256") }.OfType<string>();
        return named.All(thumbprint => certificate.Thumbprints.Contains(thumbprint, StringComparer.Ordinal))
            && await Signatures.IsSignedByAsync(jwt, certificate.Key, Algorithms);
    }

    /// <summary>The endpoint or the issuer, at the address that the caller used or at the real one.</summary>
    private static bool IsOurs(string audience, string origin) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var address)
        && (audience.StartsWith($"{origin}/", StringComparison.OrdinalIgnoreCase) || LoginHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase))
        && address.AbsolutePath.IndexOf('/', 1) is var end and > 0
        && Endpoints.Contains(address.AbsolutePath[end..], StringComparer.OrdinalIgnoreCase);

    /// <summary>MSAL.NET writes the times as strings: conventions 5.1 [E].</summary>
    private static long? Seconds(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<object>(claim, out var value)
        && long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    private static string? Header(JsonWebToken jwt, string name) => jwt.TryGetHeaderValue<string>(name, out var value) ? value : null;
}
