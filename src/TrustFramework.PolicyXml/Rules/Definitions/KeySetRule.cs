namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>
/// Every key set that a technical profile or a journey refers to exists in the tenant, whether or not the profile is used. An empty id is
/// refused even when policies may refer to any key set.
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
        var elements = context.Merged.TechnicalProfiles.Values.Concat(context.Merged.UserJourneys.Values)
            .Concat(context.Merged.RelyingParty?.Elements("TechnicalProfile") ?? []);
        foreach (var key in elements.SelectMany(element => element.Elements("CryptographicKeys", "Key")))
        {
            if (key["StorageReferenceId"] is { } id && (id.Length == 0 || context.KeySets?.Contains(id) == false))
            {
                yield return Finding.Create(key, $"Tenant \"{context.TenantName}\" does not have CryptographicKey referenced by storageReferenceId \"{id}\". ") with
                {
                    MissingKeySetId = id.Length == 0 ? null : id,
                    Hint = id.Length == 0 ? "Set StorageReferenceId to the id of a key set." : $"Create the key set '{id}' first, or set MockServer:MissingKeys=ignore.",
                };
            }
        }
    }

    private static string Sample(string keySet) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
          <CryptographicKeys><Key Id="k" StorageReferenceId="{keySet}" /></CryptographicKeys>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
