using System.Collections.Immutable;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Pages;

/// <summary>A technical profile whose page collects claims from the user: runtime 6.4 [D].</summary>
internal sealed class SelfAssertedProfile
{
    private readonly MergedPolicy _policy;

    /// <param name="isCombined">Whether the profile is the form of a combined sign-in and sign-up page, which shows two claims only.</param>
    public SelfAssertedProfile(MergedPolicy policy, TechnicalProfile profile, bool isCombined)
    {
        (_policy, Profile) = (policy, profile);
        var drawn = profile.DisplayClaims.IsEmpty ? SelectOutputClaims() : [.. profile.DisplayClaims.Where(claim => claim.ClaimTypeId is not null)];
        DrawnClaims = isCombined ? [.. drawn.Take(2)] : drawn;
    }

    public TechnicalProfile Profile { get; }

    /// <summary>The claims on the page, in order.</summary>
    public ImmutableArray<ClaimMapping> DrawnClaims { get; }

    public string? ContentDefinitionId => Profile.FindMetadataValue("ContentDefinitionReferenceId");

    /// <summary>Whether an empty field sets its claim to an empty text.</summary>
    public bool SetsEmptyClaims => PolicyValue.IsTrue(Profile.FindMetadataValue("AllowGenerationOfClaimsWithNullValues"));

    /// <summary>How many answers may be refused before the journey ends; null for any number.</summary>
    public int? RetryLimit => int.TryParse(Profile.FindMetadataValue("setting.retryLimit"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var limit) ? limit : null;

    public static bool Handles(TechnicalProfile profile) => profile.IsHandledBy("SelfAssertedAttributeProvider");

    /// <summary>Returns what the page needs that the engine does not execute; null when it needs nothing of that kind.</summary>
    public string? FindUnsupportedElement() => 0 switch
    {
        _ when Profile.DisplayClaims.FirstOrDefault(claim => claim.DisplayControlId is not null) is { } control => $"the display control {control.DisplayControlId} is not supported",
        _ when EnforcesVerification && DrawnClaims.FirstOrDefault(claim => IsVerified(claim)) is { } verified => $"the verification of the claim {verified.ClaimTypeId} by email is not supported",
        _ => null,
    };

    /// <summary>Returns a metadata item that is true unless the policy says false.</summary>
    public bool IsNotFalse(string key) => Profile.FindMetadataValue(key) is not { } text || PolicyValue.IsTrue(text);

    private bool EnforcesVerification => IsNotFalse("EnforceEmailVerification");

    private static bool IsVerified(ClaimMapping claim) => claim.PartnerClaimType.Equals("Verified.Email", StringComparison.OrdinalIgnoreCase);

    /// <summary>The output claims that a user can enter: they have an input type and no default value, and no validation technical profile returns them. [D, I]</summary>
    private ImmutableArray<ClaimMapping> SelectOutputClaims()
    {
        var validated = Profile.ValidationTechnicalProfiles.Select(reference => _policy.FindTechnicalProfile(reference["ReferenceId"])).OfType<TechnicalProfile>()
            .SelectMany(validation => validation.OutputClaims).Select(claim => claim.ClaimTypeId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Profile.OutputClaims.Where(claim => claim.DefaultValue is null && !validated.Contains(claim.ClaimTypeId) && _policy.FindClaimType(claim.ClaimTypeId)?.UserInputType is not null)];
    }
}
