using TrustFramework.PolicyXml.Rules.Journeys;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// The default journey of an OpenID Connect relying party issues JWTs, that of a SAML relying party SAML tokens. Nobody has seen the
/// service refuse another combination, which cannot work at run time. [I]
/// </summary>
internal static class IssuerFormatRule
{
    public static PolicyRule Rule { get; } = new(
        "issuer-format",
        ValidationStage.Journeys,
        "The relying party of policy '{0}' has the protocol {1}, but its journey issues a token of format {2} with technical profile '{3}'.",
        Provenance.Inferred,
        "policy-rules 9.2",
        Evaluate)
    {
        Level = RuleLevel.Warning,
        InvalidSample = ProviderPolicySample.WithSamlIssuer("<Protocol Name=\"OpenIdConnect\" />"),
        ValidSample = ProviderPolicySample.WithSamlIssuer("<Protocol Name=\"SAML2\" />"),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        if (RelyingPartyProfiles.Get(context.Merged).FirstOrDefault()?.Protocol is not { } protocol || context.Merged.Reachable.DefaultJourney is not { } journey)
            yield break;
        var issuerIds = journey.EnumerateSteps(context.Merged).Where(found => found.Step.Type == StepType.SendClaims)
            .Select(found => found.Step.IssuerProfileId ?? journey.DefaultIssuerProfileId).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var issuer in issuerIds.Select(context.Merged.FindTechnicalProfile))
        {
            if (issuer?.GetElementText("OutputTokenFormat") is { } format && IsMismatch(protocol, format))
            {
                yield return Finding.Create(
                    issuer.Node,
                    $"The relying party of policy '{context.Merged.PolicyId}' has the protocol {protocol}, but its journey issues a token of format {format} "
                    + $"with technical profile '{issuer.Id}'.");
            }
        }
    }

    private static bool IsMismatch(string protocol, string format) => protocol switch
    {
        "OpenIdConnect" => format is "SAML2" or "SAML11",
        "SAML2" => format == "JWT",
        _ => false,
    };
}
