namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every key set that a technical profile or journey names is in the tenant, whether or not anything uses the profile.</summary>
internal static class KeySetRule
{
    public static PolicyRule Rule { get; } = new(
        "key-set-exists",
        Stage.Definitions,
        "Tenant \"{0}\" does not have CryptographicKey referenced by storageReferenceId \"{1}\". ",
        Provenance.Observed,
        "policy-rules 2 #7",
        Look)
    {
        Bad = RuleSample.Of(Profile("B2C_1A_NoSuchKey")),
        Good = RuleSample.Of(Profile("b2c_1a_KEY")),
    };

    private static IEnumerable<Finding> Look(PolicyCase policy)
    {
        if (policy.KeySets is not { } held)
            yield break;
        var holders = policy.Merged.TechnicalProfiles.Values.Concat(policy.Merged.UserJourneys.Values)
            .Concat(policy.Merged.RelyingParty?.Each("TechnicalProfile") ?? []);
        foreach (var key in holders.SelectMany(holder => holder.Each("CryptographicKeys", "Key")))
        {
            if (key["StorageReferenceId"] is { } id && !held.Contains(id))
            {
                yield return Finding.At(key, $"Tenant \"{policy.Tenant}\" does not have CryptographicKey referenced by storageReferenceId \"{id}\". ") with
                {
                    Hint = $"Create the key set '{id}' first, or set MockServer:MissingKeys=ignore.",
                };
            }
        }
    }

    private static string Profile(string keySet) =>
        $"""
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id="Any"><Protocol Name="None" />
          <CryptographicKeys><Key Id="k" StorageReferenceId="{keySet}" /></CryptographicKeys>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
