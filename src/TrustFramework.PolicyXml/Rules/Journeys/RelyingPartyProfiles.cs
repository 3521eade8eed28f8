using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Journeys;

/// <summary>The technical profiles of the relying party. A valid policy has one.</summary>
internal static class RelyingPartyProfiles
{
    public static IEnumerable<TechnicalProfile> Get(MergedPolicy policy) =>
        (policy.RelyingParty?.Elements("TechnicalProfile") ?? []).Select(node => new TechnicalProfile(node));
}
