using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Profiles;

/// <summary>The values of input, persisted and output claims: runtime 6.2 [D].</summary>
internal static class ClaimSelection
{
    /// <summary>Returns the value of an input or persisted claim; null when there is none.</summary>
    public static ClaimValue? Get(ClaimMapping claim, ClaimsBag claims, JourneyContext context, JourneyRequest request, TechnicalProfile profile)
    {
        var value = claims[claim.ClaimTypeId];
        return claim.DefaultValue is { } text && (value is null || IsAlwaysDefault(claim)) ? GetDefault(text, claim, claims, context, request, profile) ?? value : value;
    }

    /// <summary>Returns the input claims by their partner names.</summary>
    public static ClaimsBag GetInput(TechnicalProfile profile, ClaimsBag claims, JourneyContext context, JourneyRequest request) => profile.InputClaims
        .Aggregate(ClaimsBag.Empty, (input, claim) => Get(claim, claims, context, request, profile) is { } value ? input.With(claim.PartnerClaimType, value) : input);

    /// <summary>Puts the claims that a provider returned into those of the journey, as far as the profile lists them.</summary>
    /// <param name="returned">By partner names.</param>
    public static ClaimsBag AddOutput(TechnicalProfile profile, ClaimsBag claims, ClaimsBag returned, JourneyContext context, JourneyRequest request)
    {
        foreach (var claim in profile.OutputClaims)
        {
            if (claim.ClaimTypeId is not { } id)
                continue;
            var value = returned[claim.PartnerClaimType] ?? claims[id];
            if (claim.DefaultValue is { } text && (value is null || IsAlwaysDefault(claim)))
                value = GetDefault(text, claim, claims, context, request, profile) ?? value;
            claims = claims.With(id, value?.ConvertTo(context.Policy.FindClaimType(id)?.DataType));
        }

        return claims;
    }

    /// <summary>
    /// Without the metadata item for resolvers, their text stays as it is: runtime 11 no. 10. The documented profile for passwords resolves
    /// <c>{OIDC:Username}</c> and <c>{OIDC:Password}</c> without it. [D]
    /// </summary>
    private static ClaimValue? GetDefault(string text, ClaimMapping claim, ClaimsBag claims, JourneyContext context, JourneyRequest request, TechnicalProfile profile)
    {
        var resolves = (IsAlwaysDefault(claim) && PolicyValue.IsTrue(profile.FindMetadataValue("IncludeClaimResolvingInClaimsHandling"))) || LocalSignInHandler.IsPasswordGrant(profile);
        var resolved = resolves || IsTrustFrameworkPolicy(text) ? JourneyResolvers.CreateForExchange(context, request, claims).Resolve(text) : text;
        return resolved is null ? null : ClaimValue.Parse(resolved, context.Policy.FindClaimType(claim.ClaimTypeId)?.DataType);
    }

    private static bool IsTrustFrameworkPolicy(string text) => text.Equals("{policy}", StringComparison.OrdinalIgnoreCase);

    private static bool IsAlwaysDefault(ClaimMapping claim) => PolicyValue.IsTrue(claim.Node["AlwaysUseDefaultValue"]);
}
