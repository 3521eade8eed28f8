using System.Collections.Immutable;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.PolicyXml.Rules.Providers;

/// <summary>
/// The lifetimes of a reachable issuer of JWTs are in their ranges, and the id token expires before the refresh token. The ranges are
/// documented, except that of the id token: its documented maximum is a day, but seven days are accepted (azure-docs #109838 [O]). The
/// text is not recorded. [I]
/// </summary>
internal static class IssuerLifetimeRule
{
    private const string IdTokenKey = "id_token_lifetime_secs";
    private const string RefreshTokenKey = "refresh_token_lifetime_secs";
    private const long DefaultRefreshTokenLifetime = 1_209_600;

    private static readonly ImmutableArray<(string Key, NumberRange Range)> Ranges =
    [
        ("token_lifetime_secs", new NumberRange(300, 86_400)),
        (IdTokenKey, new NumberRange(300, 604_800)),
        (RefreshTokenKey, new NumberRange(86_400, 7_776_000)),
        ("rolling_refresh_token_lifetime_secs", new NumberRange(86_400, 31_536_000)),
    ];

    public static PolicyRule Rule { get; } = new(
        "issuer-lifetime",
        ValidationStage.Journeys,
        "The metadata item '{0}' of technical profile '{1}' has the invalid value '{2}'. {3}",
        Provenance.Inferred,
        "runtime 4.2; azure-docs #109838",
        Evaluate)
    {
        InvalidSample = Sample("864000"),
        ValidSample = Sample("259200"),
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context)
    {
        foreach (var issuer in context.GetTokenIssuers("JWT"))
        {
            var findings = FindOutOfRange(issuer).ToList();
            foreach (var finding in findings)
                yield return finding;
            if (findings.Count == 0 && NumberRange.Parse(issuer.FindMetadataValue(IdTokenKey)) >= GetRefreshTokenLifetime(issuer))
                yield return CreateFinding(issuer, IdTokenKey, $"It must be less than '{RefreshTokenKey}', {GetRefreshTokenLifetime(issuer)}.");
        }
    }

    private static IEnumerable<Finding> FindOutOfRange(TechnicalProfile issuer) =>
        from item in Ranges
        where item.Range.FindInvalidItem(issuer, item.Key) is not null
        select CreateFinding(issuer, item.Key, $"Expected a number of seconds from {item.Range.Minimum} to {item.Range.Maximum}.");

    private static long GetRefreshTokenLifetime(TechnicalProfile issuer) => NumberRange.Parse(issuer.FindMetadataValue(RefreshTokenKey)) ?? DefaultRefreshTokenLifetime;

    private static Finding CreateFinding(TechnicalProfile issuer, string key, string reason) => Finding.Create(
        issuer.Metadata[key], $"The metadata item '{key}' of technical profile '{issuer.Id}' has the invalid value '{issuer.FindMetadataValue(key)}'. {reason}");

    private static RuleSample Sample(string idTokenLifetime) => ProviderPolicySample.WithIssuer(
        IssuerSample.WithMetadata($"""<Item Key="{IdTokenKey}">{idTokenLifetime}</Item><Item Key="{RefreshTokenKey}">1209600</Item>"""));
}
