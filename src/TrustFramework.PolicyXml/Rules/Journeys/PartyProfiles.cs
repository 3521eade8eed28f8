using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The relying party's technical profiles: one, unless another rule has something to say about it.</summary>
internal static class PartyProfiles
{
    public static IEnumerable<TechnicalProfile> Of(MergedPolicy policy) =>
        (policy.RelyingParty?.Each("TechnicalProfile") ?? []).Select(node => new TechnicalProfile(node));
}
