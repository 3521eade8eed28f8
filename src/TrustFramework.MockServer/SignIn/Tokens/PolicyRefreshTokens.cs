using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Tokens;

/// <summary>The content of a refresh token.</summary>
/// <param name="Policy">The policy that issued it, in lower case.</param>
/// <param name="Confidential">Whether the client must authenticate to redeem it.</param>
/// <param name="Lifetime">Of the token and of those that replace it, in seconds.</param>
/// <param name="Issued">When this token was issued; Unix seconds, like all times here.</param>
internal sealed record PolicyRefreshToken(
    string Policy, string Client, bool Confidential, string Scope, string? User, long AuthTime, long Issued, long Lifetime, IReadOnlyList<StoredClaim> Claims)
{
    public long Expires => Issued + Lifetime;

    public SignedInUser? ReadUser() => StoredClaim.Read(Claims) is { } claims ? new SignedInUser(User, claims, DateTimeOffset.FromUnixTimeSeconds(AuthTime)) : null;
}

/// <summary>
/// Issues and reads refresh tokens. Like the service's, they are encrypted with the policy's key and contain the grant, so the server stores nothing for them, and
/// an earlier one stays valid until it expires. [I]
/// </summary>
internal static class PolicyRefreshTokens
{
    private const string Content = "grant";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public static async ValueTask<Result<string, PolicyError>> IssueAsync(SignInTenant tenant, PolicyRefreshToken token) => (await PolicyKeys.GetRefreshKeyAsync(tenant)).Map(key => Handler.CreateToken(
        JsonSerializer.Serialize(new Dictionary<string, PolicyRefreshToken>(StringComparer.Ordinal) { [Content] = token }, SignInJson.Wire.DictionaryStringPolicyRefreshToken),
        CreateCredentials(key)));

    /// <summary>Null if the token is not one of the tenant's, or its key is disabled or deleted.</summary>
    public static async ValueTask<PolicyRefreshToken?> ReadAsync(SignInTenant tenant, string token)
    {
        if (Jwt.TryRead(token) is not { IsEncrypted: true, Kid: { Length: > 0 } keyId } encrypted || await PolicyKeys.FindRefreshKeyAsync(tenant, keyId) is not { } key)
            return null;
        try
        {
            var inner = new JsonWebToken(Handler.DecryptToken(encrypted, new TokenValidationParameters { TokenDecryptionKey = key }));
            return JsonSerializer.Deserialize(Base64UrlEncoder.Decode(inner.EncodedPayload), SignInJson.Wire.DictionaryStringPolicyRefreshToken)?.GetValueOrDefault(Content);
        }
        catch (Exception unreadable) when (unreadable is SecurityTokenException or ArgumentException or JsonException or FormatException)
        {
            return null;
        }
    }

    private static EncryptingCredentials CreateCredentials(SymmetricSecurityKey key) => new(key, JwtConstants.DirectKeyUseAlg, SecurityAlgorithms.Aes256CbcHmacSha512);
}
