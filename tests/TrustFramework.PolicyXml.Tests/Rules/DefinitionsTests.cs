namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>References to undefined elements, except those in journeys: policy-rules 2 #5.</summary>
public sealed class DefinitionsTests
{
    private const string ClaimsSchema =
        """
        <ClaimsSchema><ClaimType Id="email"><DataType>string</DataType></ClaimType></ClaimsSchema>
        """;

    public static TheoryData<string> ClaimReferences() =>
    [
        """<InputClaims><InputClaim ClaimTypeReferenceId="userId" /></InputClaims>""",
        """<DisplayClaims><DisplayClaim ClaimTypeReferenceId="userId" /></DisplayClaims>""",
        """<PersistedClaims><PersistedClaim ClaimTypeReferenceId="userId" /></PersistedClaims>""",
        """<OutputClaims><OutputClaim ClaimTypeReferenceId="userId" /></OutputClaims>""",
    ];

    [Theory]
    [MemberData(nameof(ClaimReferences))]
    public void A_technical_profile_refers_to_defined_claim_types(string claims) =>
        GetOnlyFinding(Profile(claims)).Message.Should().Be(DanglingReferenceMessage("ClaimType", "userId"));

    [Fact]
    public void A_finding_about_a_claim_has_the_position_of_the_reference()
    {
        var finding = GetOnlyFinding("", Profile("\n<OutputClaims>\n<OutputClaim ClaimTypeReferenceId=\"userId\" /></OutputClaims>"));

        (finding.PolicyId, finding.Line, finding.Column).Should().Be(("B2C_1A_Sample2", 5, 2));
        finding.Message.Should().Be(DanglingReferenceMessage("ClaimType", "userId", "B2C_1A_Sample2"));
    }

    [Fact]
    public void A_claims_transformation_refers_to_defined_claim_types() => GetOnlyFinding(
        """
        <BuildingBlocks><ClaimsTransformations><ClaimsTransformation Id="Say" TransformationMethod="CreateStringClaim">
          <InputParameters><InputParameter Id="value" DataType="string" Value="x" /></InputParameters>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="said" TransformationClaimType="createdClaim" /></OutputClaims>
        </ClaimsTransformation></ClaimsTransformations></BuildingBlocks>
        """).Message.Should().Be(DanglingReferenceMessage("ClaimType", "said"));

    [Fact]
    public void A_display_control_refers_to_defined_claim_types() => GetOnlyFinding(
        """
        <BuildingBlocks><DisplayControls><DisplayControl Id="mail" UserInterfaceControlType="VerificationControl">
          <OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims>
        </DisplayControl></DisplayControls></BuildingBlocks>
        """).Message.Should().Be(DanglingReferenceMessage("ClaimType", "email"));

    [Fact]
    public void The_relying_party_refers_to_defined_claim_types() => GetOnlyFinding(
        """
        <RelyingParty><TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
          <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims>
          <SubjectNamingInfo ClaimType="sub" />
        </TechnicalProfile></RelyingParty>
        """).Message.Should().Be(DanglingReferenceMessage("ClaimType", "objectId"));

    [Fact]
    public void A_base_policy_cannot_use_a_claim_type_of_its_child()
    {
        var baseFile = Profile("""<OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims>""");

        GetOnlyFinding(baseFile).Message.Should().Be(DanglingReferenceMessage("ClaimType", "email"));
        Validate(baseFile, $"<BuildingBlocks>{ClaimsSchema}</BuildingBlocks>").Findings.Should().BeEmpty();
    }

    [Fact]
    public void Claims_of_localized_strings_and_preconditions_are_not_checked() => Validate(
        $$"""
        <BuildingBlocks>{{ClaimsSchema}}<Localization Enabled="true">
          <SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>
          <LocalizedResources Id="api.en"><LocalizedStrings>
            <LocalizedString ElementType="ClaimType" ElementId="nowhere" StringId="DisplayName">x</LocalizedString>
          </LocalizedStrings></LocalizedResources>
        </Localization></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="Checked"><DisplayName>Checked</DisplayName><Protocol Name="None" /></TechnicalProfile>
          <TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
            <InputClaims><InputClaim ClaimTypeReferenceId="EMAIL" DefaultValue="{Claim:nowhere}" AlwaysUseDefaultValue="true" /></InputClaims>
            <ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="checked"><Preconditions>
              <Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>nowhere</Value><Action>SkipThisValidationTechnicalProfile</Action></Precondition>
            </Preconditions></ValidationTechnicalProfile></ValidationTechnicalProfiles>
          </TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("""<InputClaimsTransformations><InputClaimsTransformation ReferenceId="Nowhere" /></InputClaimsTransformations>""")]
    [InlineData("""<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="Nowhere" /></OutputClaimsTransformations>""")]
    public void A_technical_profile_refers_to_defined_transformations(string transformations) =>
        GetOnlyFinding(Profile(transformations)).Message.Should().Be(DanglingReferenceMessage("ClaimsTransformation", "Nowhere"));

    [Theory]
    [InlineData("""<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="Nowhere" /></ValidationTechnicalProfiles>""")]
    [InlineData("""<IncludeTechnicalProfile ReferenceId="Nowhere" />""")]
    [InlineData("""<UseTechnicalProfileForSessionManagement ReferenceId="Nowhere" />""")]
    public void A_technical_profile_refers_to_defined_profiles(string reference) =>
        GetOnlyFinding(Profile(reference)).Message.Should().Be(DanglingReferenceMessage("TechnicalProfile", "Nowhere"));

    [Fact]
    public void An_action_of_a_display_control_refers_to_defined_profiles() => GetOnlyFinding(
        """
        <BuildingBlocks><DisplayControls><DisplayControl Id="mail" UserInterfaceControlType="VerificationControl">
          <Actions><Action Id="SendCode"><ValidationClaimsExchange>
            <ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="GenerateOtp" />
          </ValidationClaimsExchange></Action></Actions>
        </DisplayControl></DisplayControls></BuildingBlocks>
        """).Message.Should().Be(DanglingReferenceMessage("TechnicalProfile", "GenerateOtp"));

    [Fact]
    public void Token_sources_and_claim_sources_are_not_checked() => Validate(
        $"<BuildingBlocks>{ClaimsSchema}</BuildingBlocks>" + Profile(
            """
            <InputTokenSources><TechnicalProfile Id="Nowhere" /></InputTokenSources>
            <InputClaims><InputClaim ClaimTypeReferenceId="email"><From TechnicalProfileReferenceId="Nowhere" /></InputClaim></InputClaims>
            <IncludeClaimsFromTechnicalProfile>Nowhere</IncludeClaimsFromTechnicalProfile>
            """)).Findings.Should().BeEmpty();

    [Fact]
    public void Merged_metadata_refers_to_a_defined_content_definition()
    {
        var definition = """<Metadata><Item Key="ContentDefinitionReferenceId">api.nowhere</Item></Metadata>""";

        GetOnlyFinding(Profile(definition), "").Message.Should().Be(DanglingReferenceMessage("ContentDefinition", "api.nowhere", "B2C_1A_Sample2"));
        Validate(Profile(definition), ContentDefinition("api.error") + Profile(definition.Replace("api.nowhere", " API.Error ", StringComparison.Ordinal)))
            .Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_display_claim_refers_to_a_defined_display_control() =>
        GetOnlyFinding(Profile("""<DisplayClaims><DisplayClaim DisplayControlReferenceId="mailControl" /></DisplayClaims>"""))
            .Message.Should().Be(DanglingReferenceMessage("DisplayControl", "mailControl"));

    [Fact]
    public void A_claim_type_refers_to_defined_validations()
    {
        GetOnlyFinding(ClaimType("<PredicateValidationReference Id=\"Strong\" />")).Message.Should().Be(DanglingReferenceMessage("PredicateValidation", "Strong"));
        GetOnlyFinding(ClaimType("<InputValidationReference Id=\"Strong\" />")).Message.Should().Be(DanglingReferenceMessage("InputValidation", "Strong"));
    }

    [Theory]
    [InlineData("<InputValidations><InputValidation Id=\"v\">", "</InputValidation></InputValidations>")]
    [InlineData(
        "<PredicateValidations><PredicateValidation Id=\"v\"><PredicateGroups><PredicateGroup Id=\"g\">",
        "</PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>")]
    public void Validations_refer_to_defined_predicates(string start, string end) =>
        GetOnlyFinding($"<BuildingBlocks>{start}<PredicateReferences><PredicateReference Id=\"Digit\" /></PredicateReferences>{end}</BuildingBlocks>")
            .Message.Should().Be(DanglingReferenceMessage("Predicate", "Digit"));

    [Fact]
    public void A_content_definition_refers_to_defined_localized_resources()
    {
        static string References(string attribute) =>
            $"<LocalizedResourcesReferences><LocalizedResourcesReference Language=\"en\" {attribute} /></LocalizedResourcesReferences>";

        GetOnlyFinding(ContentDefinition("api.error", References("LocalizedResourcesReferenceId=\"api.error.en\"")))
            .Message.Should().Be(DanglingReferenceMessage("LocalizedResources", "api.error.en"));
        Validate(ContentDefinition("api.error", References("Url=\"https://contoso.example/en.json\""))).Findings.Should().BeEmpty();
    }

    [Fact]
    public void Only_the_first_dangling_reference_in_rule_order_is_reported() => GetOnlyFinding(Profile(
        """
        <OutputClaims><OutputClaim ClaimTypeReferenceId="userId" /></OutputClaims>
        <OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="Nowhere" /></OutputClaimsTransformations>
        <IncludeTechnicalProfile ReferenceId="Nowhere" />
        """)).Message.Should().Be(DanglingReferenceMessage("ClaimType", "userId"));

    private static ValidationResult Validate(params ReadOnlySpan<string> contents) => Sample.Validate(RuleSample.Create(contents));

    private static Finding GetOnlyFinding(params ReadOnlySpan<string> contents) => Sample.GetOnlyFinding(Validate(contents));

    private static string DanglingReferenceMessage(string kind, string id, string policyId = "B2C_1A_Sample1") =>
        $"Policy \"{policyId}\" of tenant \"contoso.onmicrosoft.com\" makes a reference to {kind} with id \"{id}\" "
        + "but neither the policy nor any of its base policies contain such an element.";

    private static string Profile(string content) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />{content}</TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    private static string ClaimType(string content) =>
        $"<BuildingBlocks><ClaimsSchema><ClaimType Id=\"password\"><DataType>string</DataType>{content}</ClaimType></ClaimsSchema></BuildingBlocks>";

    private static string ContentDefinition(string id, string behind = "") =>
        $"""
        <BuildingBlocks><ContentDefinitions><ContentDefinition Id="{id}">
          <LoadUri>~/tenant/default/exception.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri>
          <DataUri>urn:com:microsoft:aad:b2c:elements:contract:globalexception:1.2.0</DataUri>{behind}
        </ContentDefinition></ContentDefinitions></BuildingBlocks>
        """;
}
