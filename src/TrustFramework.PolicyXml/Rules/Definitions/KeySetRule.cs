namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every key set that a technical profile or a journey refers to exists in the tenant, whether or not the profile is used.
/// </summary>
internal static class KeySetRule
{
    public static PolicyRule Rule { get; } = new(
        "key-set-exists",
        ValidationStage.Definitions,
        "Tenant \"{0}\" does not have CryptographicKey referenced by storageReferenceId \"{1}\". ",
        Provenance.Observed,
        "policy-rules 2 #7",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(Sample("B2C_1A_NoSuchKey")),
        ValidSample = RuleSample.Create(Sample("b2c_1a_KEY")),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        if (context.KeySets is not { } keySets)
            yield break;
        var elements = context.Merged.TechnicalProfiles.Values.Concat(context.Merged.UserJourneys.Values)
            .Concat(context.Merged.RelyingParty?.Elements("TechnicalProfile") ?? []);
        foreach (var key in elements.SelectMany(element => element.Elements("CryptographicKeys", "Key")))
        {
            if (key["StorageReferenceId"] is { } id && !keySets.Contains(id))
            {
                yield return Finding.Create(key, $"Tenant \"{context.TenantName}\" does not have CryptographicKey referenced by storageReferenceId \"{id}\". ") with
                {
                    Hint = $"Create the key set '{id}' first, or set MockServer:MissingKeys=ignore.",
                };
            }
        }
    }

    private static string Sample(string keySet) =>
        $"""
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id="Any"><Protocol Name="None" />
          <CryptographicKeys><Key Id="k" StorageReferenceId="{keySet}" /></CryptographicKeys>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
