using System.Globalization;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Issuing;

/// <summary>The technical profile that issues the tokens of a relying party: runtime 2 and 4.2 [D].</summary>
public sealed class TokenIssuerProfile(TechnicalProfile profile, string signingKeySetId)
{
    internal const string SigningKey = "issuer_secret";

    public string Id { get; } = profile.Id;

    /// <summary>The key set whose active key signs.</summary>
    public string SigningKeySetId { get; } = signingKeySetId;

    /// <summary>The key set that encrypts refresh tokens; null when the profile names none.</summary>
    public string? RefreshTokenKeySetId { get; } = profile.CryptographicKeys.GetValueOrDefault("issuer_refresh_token_key")?["StorageReferenceId"];

    /// <summary>Whether the issuer contains the policy: <c>AuthorityWithTfp</c>.</summary>
    public bool HasPolicyInIssuer { get; } = Equals(profile, "IssuanceClaimPattern", "AuthorityWithTfp");

    /// <summary>Whether tokens have <c>acr</c> with the policy.</summary>
    public bool IssuesAcr { get; } = !Equals(profile, "AuthenticationContextReferenceClaimPattern", "None");

    /// <summary>Whether the numbers of a token response are JSON numbers. Otherwise they are strings. [D]</summary>
    public bool SendsNumbers { get; } = PolicyValue.IsTrue(profile.FindMetadataValue("SendTokenResponseBodyWithJsonNumbers"));

    public TimeSpan AccessTokenLifetime { get; } = GetSeconds(profile, "token_lifetime_secs", 3600);

    public TimeSpan IdTokenLifetime { get; } = GetSeconds(profile, "id_token_lifetime_secs", 3600);

    public TimeSpan RefreshTokenLifetime { get; } = GetSeconds(profile, "refresh_token_lifetime_secs", 1_209_600);

    /// <summary>How long after the sign-in a refresh token can be exchanged for another; null for any time.</summary>
    public TimeSpan? RollingRefreshTokenLifetime { get; } =
        PolicyValue.IsTrue(profile.FindMetadataValue("allow_infinite_rolling_refresh_token")) ? null : GetSeconds(profile, "rolling_refresh_token_lifetime_secs", 7_776_000);

    /// <summary>The claim that identifies the user in codes and refresh tokens.</summary>
    public string UserIdentityClaimType { get; } = profile.FindMetadataValue("issuer_refresh_token_user_identity_claim_type") ?? "objectId";

    /// <summary>The journey that redeems refresh tokens, in older policies; null for none.</summary>
    internal string? RefreshJourneyId { get; } = profile.FindMetadataValue("RefreshTokenUserJourneyId");

    /// <summary>The journey of the client credentials grant; null for none.</summary>
    public string? ClientCredentialsJourneyId { get; } = profile.FindMetadataValue("ClientCredentialsUserJourneyId");

    /// <summary>Whether sessions register applications for single sign-out: runtime 8 [D].</summary>
    public bool SupportsSingleSignOut { get; } = profile.Protocol == "OpenIdConnect";

    private static bool Equals(TechnicalProfile profile, string key, string value) => string.Equals(profile.FindMetadataValue(key), value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Validation refuses values that are not numbers in their range, unless it is off.</summary>
    private static TimeSpan GetSeconds(TechnicalProfile profile, string key, int defaultValue) => TimeSpan.FromSeconds(
        int.TryParse(profile.FindMetadataValue(key), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : defaultValue);
}
