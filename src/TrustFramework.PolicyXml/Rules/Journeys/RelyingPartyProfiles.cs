using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The relying party's technical profiles: one, unless another rule has something to say about it.</summary>
internal static class RelyingPartyProfiles
{
    public static IEnumerable<TechnicalProfile> Get(MergedPolicy policy) =>
        (policy.RelyingParty?.Elements("TechnicalProfile") ?? []).Select(node => new TechnicalProfile(node));
}
