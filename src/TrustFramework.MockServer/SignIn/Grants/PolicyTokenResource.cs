using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.SignIn.Tokens;

namespace TrustFramework.MockServer.SignIn.Grants;

/// <summary>A token response: runtime 4.1 [O]. The members are in the service's order; those without a value are omitted.</summary>
internal sealed record PolicyTokenResource
{
    public string? AccessToken { get; init; }

    public string? IdToken { get; init; }

    public string TokenType { get; } = "Bearer";

    public JsonNode? NotBefore { get; init; }

    public JsonNode? ExpiresIn { get; init; }

    public JsonNode? ExpiresOn { get; init; }

    public string? Resource { get; init; }

    public JsonNode? IdTokenExpiresIn { get; init; }

    public string? ProfileInfo { get; init; }

    public string? ClientInfo { get; init; }

    public string? Scope { get; init; }

    public string? RefreshToken { get; init; }

    public JsonNode? RefreshTokenExpiresIn { get; init; }
}

/// <summary>The account, by which MSAL keys its cache: runtime 3 [O].</summary>
/// <param name="Uid">The user's id and the policy.</param>
/// <param name="Utid">The tenant.</param>
internal sealed record ClientInfo(string Uid, string Utid)
{
    public static ClientInfo Create(TokenSubject subject) => new(
        $"{subject.User.Claims.FindText(subject.Tenant.RelyingParty.Issuer.UserIdentityClaimType)}-{subject.Tenant.PolicyId}", subject.Tenant.Tenant.Id.ToString());

    public string Encode() => Base64UrlEncoder.Encode(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(this, SignInJson.Wire.ClientInfo));
}

/// <summary>The user as the documentation of the password grant shows it: runtime 4.1 [D].</summary>
internal sealed record ProfileInfo
{
    public string Ver { get; } = "1.0";

    public required string Tid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Sub { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? PreferredUsername { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Idp { get; init; }

    /// <summary>The documentation's example has the value <c>LocalAccount</c> for a local account.</summary>
    public static ProfileInfo Create(TokenSubject subject) => new()
    {
        Tid = subject.Tenant.Tenant.Id.ToString(),
        Name = subject.User.Claims.FindText("displayName"),
        Idp = subject.User.Claims.FindText("identityProvider") ?? "LocalAccount",
    };

    public string Encode() => Base64UrlEncoder.Encode(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(this, SignInJson.Wire.ProfileInfo));
}
