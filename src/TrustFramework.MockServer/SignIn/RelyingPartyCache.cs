using System.Runtime.CompilerServices;
using TrustFramework.Engine.Issuing;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.MockServer.SignIn;

/// <summary>Keeps what was read from a merged policy as long as the policy itself is kept.</summary>
internal sealed class RelyingPartyCache
{
    private readonly ConditionalWeakTable<MergedPolicy, Entry> _relyingParties = [];

    public Result<RelyingParty, RelyingPartyError> GetOrRead(MergedPolicy policy) => _relyingParties.GetValue(policy, key => new Entry(RelyingParty.Read(key))).RelyingParty;

    private sealed record Entry(Result<RelyingParty, RelyingPartyError> RelyingParty);
}
