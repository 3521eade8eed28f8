using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every user journey that the relying party refers to, as default or for an endpoint, is defined.</summary>
internal static class UserJourneyReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReferenceRule.Create(
        "user-journey-exists", "UserJourney", Provenance.Observed, FindReferences, policy => policy.UserJourneys) with
    {
        InvalidSample = RuleSample.Create(Sample("SignUp")),
        ValidSample = RuleSample.Create(Sample("SIGNIN")),
    };

    private static IEnumerable<PolicyReference> FindReferences(MergedPolicy policy) =>
    [
        .. policy.RelyingParty?.Elements("DefaultUserJourney").Select(reference => PolicyReference.FromAttribute(reference, "ReferenceId")) ?? [],
        .. policy.RelyingParty?.Elements("Endpoints", "Endpoint").Select(reference => PolicyReference.FromAttribute(reference, "UserJourneyReferenceId")) ?? [],
    ];

    private static string Sample(string journey) =>
        """
        <BuildingBlocks><ClaimsSchema><ClaimType Id="sub"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>
        """
        + MinimalJourneySample.Profiles + MinimalJourneySample.Journey(MinimalJourneySample.ClaimsExchangeStep()) +
        $"""
        <RelyingParty><DefaultUserJourney ReferenceId="{journey}" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="nobody" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """;
}
