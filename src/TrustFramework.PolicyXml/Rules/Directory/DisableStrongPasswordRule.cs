using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Model;
using TrustFramework.PolicyXml.Rules.Content;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>
/// A profile that writes a custom password disables the strong password check of the directory. A password is custom when its
/// claim type refers to predicates or has no pattern. The one report (UM#32 [O]) is about a profile that writes the
/// <c>password</c> of the starter pack without <c>passwordPolicies</c>.
/// </summary>
/// <remarks>
/// The service also detects weak patterns, in an unknown way: this rule accepts any pattern, and a <c>passwordPolicies</c>
/// without default value, whose value is known only at run time. The rule applies to profiles that the relying party uses,
/// because the extension file of that report was accepted. [I]
/// </remarks>
internal static class DisableStrongPasswordRule
{
    public static PolicyRule Rule { get; } = new(
        "disable-strong-password",
        ValidationStage.Journeys,
        "DisableStrongPassword is required in Technical Profile '{0}' of policy '{1}' for custom password complexity or legacy password "
        + "restriction with weak custom regular expression. Add \"DisablePasswordExpiration, DisableStrongPassword\" into PersistedClaim "
        + "\"passwordPolicies\"",
        Provenance.Observed,
        "policy-rules 2 #23",
        Evaluate)
    {
        InvalidSample = RuleSample.Create(PasswordBuildingBlocks, SignInPolicySample.Create("", WriteProfile("DisablePasswordExpiration"), "Write")),
        ValidSample = RuleSample.Create(PasswordBuildingBlocks, SignInPolicySample.Create("", WriteProfile("DisablePasswordExpiration, DisableStrongPassword"), "Write")),
    };

    private const string PasswordBuildingBlocks =
        $"""
        <BuildingBlocks>
          <ClaimsSchema>
            {SignInPolicySample.ObjectIdClaimType}
            <ClaimType Id="newPassword"><DisplayName>Password</DisplayName><DataType>string</DataType><PredicateValidationReference Id="Pin" /></ClaimType>
            <ClaimType Id="passwordPolicies"><DisplayName>Policies</DisplayName><DataType>string</DataType></ClaimType>
          </ClaimsSchema>
          <Predicates><Predicate Id="Digits" Method="IncludesCharacters" HelpText="a digit">
            <Parameters><Parameter Id="CharacterSet">0-9</Parameter></Parameters>
          </Predicate></Predicates>
          <PredicateValidations><PredicateValidation Id="Pin"><PredicateGroups><PredicateGroup Id="Pin">
            <PredicateReferences MatchAtLeast="1"><PredicateReference Id="Digits" /></PredicateReferences>
          </PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>
        </BuildingBlocks>
        """;

    private static IEnumerable<Finding> Evaluate(ValidationContext context) =>
        from profile in DirectoryProfiles.GetReachable(context)
        where !DisablesStrongPasswords(profile)
        let password = profile.PersistedClaims.FirstOrDefault(claim => EqualsIgnoreCase(claim.PartnerClaimType, "password") && HasCustomComplexity(context.Merged, claim))
        where password is not null
        select Finding.Create(
            password.Node,
            $"DisableStrongPassword is required in Technical Profile '{profile.Id}' of policy '{context.Merged.PolicyId}' for custom password "
            + "complexity or legacy password restriction with weak custom regular expression. "
            + "Add \"DisablePasswordExpiration, DisableStrongPassword\" into PersistedClaim \"passwordPolicies\"");

    private static bool DisablesStrongPasswords(TechnicalProfile profile) => profile.PersistedClaims.Any(claim =>
        EqualsIgnoreCase(claim.PartnerClaimType, "passwordPolicies") && claim.DefaultValue?.Contains("DisableStrongPassword", StringComparison.OrdinalIgnoreCase) != false);

    private static bool HasCustomComplexity(MergedPolicy policy, ClaimMapping claim) =>
        policy.ClaimTypes.Find(claim.ClaimTypeId) is { } type
        && (type.Element("PredicateValidationReference") is not null
            || type.Element("InputValidationReference") is not null
            || type.Element("Restriction")?.Element("Pattern") is null);

    private static bool EqualsIgnoreCase(string written, string name) => string.Equals(written, name, StringComparison.OrdinalIgnoreCase);

    private static string WriteProfile(string policies) =>
        $"""
        <TechnicalProfile Id="Write"><DisplayName>Write</DisplayName>
          <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.AzureActiveDirectoryProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
          <Metadata><Item Key="Operation">Write</Item></Metadata>
          <InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims>
          <PersistedClaims>
            <PersistedClaim ClaimTypeReferenceId="objectId" />
            <PersistedClaim ClaimTypeReferenceId="newPassword" PartnerClaimType="password" />
            <PersistedClaim ClaimTypeReferenceId="passwordPolicies" DefaultValue="{policies}" />
          </PersistedClaims>
        </TechnicalProfile>
        """;
}
