using System.Runtime.CompilerServices;
using TrustFramework.Engine.Issuing;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.SignIn;

/// <summary>Finds the policy that an address names. What was read from a merged policy is kept as long as the policy itself is kept.</summary>
internal sealed class SignInTenantFinder(TenantRegistry tenants)
{
    private readonly ConditionalWeakTable<MergedPolicy, CachedRelyingParty> _relyingParties = [];

    /// <summary>Finds the policy of an address.</summary>
    /// <param name="tenant">The tenant with the name; null if the name cannot be one.</param>
    /// <param name="origin">Scheme, host and port of the request.</param>
    public async ValueTask<Result<SignInTenant, PolicyError>> FindAsync(Tenant? tenant, string tenantName, string policyId, string origin)
    {
        if (tenant is null || !(await tenant.Policies.FindChainAsync(policyId)).TryGetValue(out var chain, out _))
            return PolicyErrorCatalog.PolicyUnknown.With(policyId, tenantName) with { Hint = tenant is null ? "Use the tenant's domain name or GUID." : await DescribePoliciesAsync(tenant, policyId) };
        if (chain.Merge() is not { } merged)
            return PolicyErrorCatalog.PolicyUnknown.With(policyId, tenantName) with { Hint = "A base policy of the policy is missing, or a file does not conform to the schema. Upload it again." };
        if (!GetRelyingParty(merged).TryGetValue(out var relyingParty, out var error))
            return Describe(error, tenantName);
        var domain = await tenant.GetEffectiveDomainAsync();
        var isFoundByDomain = domain.Equals(tenantName, StringComparison.OrdinalIgnoreCase) || (await tenants.FindForSignInAsync(domain))?.Id == tenant.Id;
        return new SignInTenant(tenant, domain, isFoundByDomain ? domain : tenant.Id.ToString(), origin, await tenant.GetUtcNowAsync(), relyingParty);
    }

    private Result<RelyingParty, RelyingPartyError> GetRelyingParty(MergedPolicy policy) => _relyingParties.GetValue(policy, key => new CachedRelyingParty(RelyingParty.Read(key))).Result;

    private static PolicyError Describe(RelyingPartyError error, string tenant) => error switch
    {
        RelyingPartyError.NoDefaultJourney(var policy) => PolicyErrorCatalog.NoDefaultJourney.With(policy) with { Hint = "Send the request to a policy that has a RelyingParty element, not to a base or extension policy." },
        RelyingPartyError.NoSendClaimsStep(var journey) => PolicyErrorCatalog.NoSendClaimsStep.With(journey),
        RelyingPartyError.NoIssuer(var step) => PolicyErrorCatalog.NoIssuer.With(step),
        RelyingPartyError.ProfileMissing(var profile, var policy) => PolicyErrorCatalog.ProfileMissing.With(profile, policy, tenant),
        RelyingPartyError.KeyMissing(var profile, var policy, var key) => PolicyErrorCatalog.KeyReferenceMissing.With(profile, policy, tenant, key),
        RelyingPartyError.FormatUnsupported(var profile, var format) =>
            PolicyErrorCatalog.RequestFailed.With() with { Hint = $"Technical profile '{profile}' issues tokens of format {format}. This server issues JWTs only." },
        _ => throw new InvalidOperationException($"Unknown error {error}."),
    };

    /// <summary>Names the policies that the client may mean.</summary>
    private static async ValueTask<string> DescribePoliciesAsync(Tenant tenant, string requested)
    {
        if (requested.StartsWith("B2C_1_", StringComparison.OrdinalIgnoreCase))
            return "B2C_1_ is the prefix of user flows. This server has custom policies (B2C_1A_) only.";
        string[] ids = [.. (await tenant.Policies.ListAsync()).Select(policy => policy.Id)];
        string[] near = [.. ids.Where(id => Normalize(id).Contains(Normalize(requested), StringComparison.Ordinal) || Normalize(requested).Contains(Normalize(id), StringComparison.Ordinal))];
        return (ids.Length, near.Length) switch
        {
            (0, _) => $"The tenant {tenant.Id} has no policies. Upload the policy to it, or use the domain or GUID of the tenant that has it.",
            (_, 0) => $"The policies of the tenant are: {string.Join(", ", ids.Take(10))}{(ids.Length > 10 ? ", …" : "")}.",
            _ => $"Policies with a similar id: {string.Join(", ", near.Take(5))}.",
        };

        static string Normalize(string id) => string.Concat(id.ToLowerInvariant().Replace("b2c_1a_", "", StringComparison.Ordinal).Where(char.IsAsciiLetterOrDigit)) is { Length: > 0 } name ? name : id;
    }

    private sealed record CachedRelyingParty(Result<RelyingParty, RelyingPartyError> Result);
}
