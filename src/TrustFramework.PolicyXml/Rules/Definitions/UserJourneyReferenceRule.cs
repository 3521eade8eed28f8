using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>Every user journey that the relying party names, as its default or for an endpoint, is defined.</summary>
internal static class UserJourneyReferenceRule
{
    public static PolicyRule Rule { get; } = DanglingReference.Rule(
        "user-journey-exists", "UserJourney", Provenance.Inferred, References, policy => policy.UserJourneys) with
    {
        Bad = RuleSample.Of(Sample("SignUp")),
        Good = RuleSample.Of(Sample("SIGNIN")),
    };

    private static IEnumerable<PolicyReference> References(MergedPolicy policy) =>
    [
        .. policy.RelyingParty?.Each("DefaultUserJourney").Select(named => PolicyReference.By(named, "ReferenceId")) ?? [],
        .. policy.RelyingParty?.Each("Endpoints", "Endpoint").Select(named => PolicyReference.By(named, "UserJourneyReferenceId")) ?? [],
    ];

    private static string Sample(string journey) =>
        """
        <BuildingBlocks><ClaimsSchema><ClaimType Id="sub"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>
        """
        + JourneySample.Profiles + JourneySample.Journey(JourneySample.Exchange()) +
        $"""
        <RelyingParty><DefaultUserJourney ReferenceId="{journey}" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="nobody" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """;
}
