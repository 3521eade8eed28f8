namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>References to what is not defined, except those that journeys make: policy-rules 2 #5.</summary>
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
    public void A_technical_profile_names_claims_that_there_are(string claims) =>
        GetOnlyFinding(Profile(claims)).Message.Should().Be(DanglingReferenceMessage("ClaimType", "userId"));

    [Fact]
    public void A_claim_is_reported_where_it_is_named()
    {
        var finding = GetOnlyFinding("", Profile("\n<OutputClaims>\n<OutputClaim ClaimTypeReferenceId=\"userId\" /></OutputClaims>"));

        (finding.PolicyId, finding.Line, finding.Column).Should().Be(("B2C_1A_Sample2", 5, 2));
        finding.Message.Should().Be(DanglingReferenceMessage("ClaimType", "userId", "B2C_1A_Sample2"));
    }

    [Fact]
    public void A_claims_transformation_names_claims_that_there_are() => GetOnlyFinding(
        """
        <BuildingBlocks><ClaimsTransformations><ClaimsTransformation Id="Say" TransformationMethod="CreateStringClaim">
          <InputParameters><InputParameter Id="value" DataType="string" Value="x" /></InputParameters>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="said" TransformationClaimType="createdClaim" /></OutputClaims>
        </ClaimsTransformation></ClaimsTransformations></BuildingBlocks>
        """).Message.Should().Be(DanglingReferenceMessage("ClaimType", "said"));

    [Fact]
    public void A_display_control_names_claims_that_there_are() => GetOnlyFinding(
        """
        <BuildingBlocks><DisplayControls><DisplayControl Id="mail" UserInterfaceControlType="VerificationControl">
          <OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims>
        </DisplayControl></DisplayControls></BuildingBlocks>
        """).Message.Should().Be(DanglingReferenceMessage("ClaimType", "email"));

    [Fact]
    public void The_relying_party_names_claims_that_there_are() => GetOnlyFinding(
        """
        <RelyingParty><TechnicalProfile Id="PolicyProfile"><Protocol Name="OpenIdConnect" />
          <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims>
          <SubjectNamingInfo ClaimType="sub" />
        </TechnicalProfile></RelyingParty>
        """).Message.Should().Be(DanglingReferenceMessage("ClaimType", "objectId"));

    [Fact]
    public void A_claim_type_of_a_child_does_not_help_its_base()
    {
        var baseFile = Profile("""<OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims>""");

        GetOnlyFinding(baseFile).Message.Should().Be(DanglingReferenceMessage("ClaimType", "email"));
        Validate(baseFile, $"<BuildingBlocks>{ClaimsSchema}</BuildingBlocks>").Findings.Should().BeEmpty();
    }

    [Fact]
    public void Nobody_asks_for_the_claims_of_localized_strings_and_preconditions() => Validate(
        $$"""
        <BuildingBlocks>{{ClaimsSchema}}<Localization Enabled="true">
          <SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>
          <LocalizedResources Id="api.en"><LocalizedStrings>
            <LocalizedString ElementType="ClaimType" ElementId="nowhere" StringId="DisplayName">x</LocalizedString>
          </LocalizedStrings></LocalizedResources>
        </Localization></BuildingBlocks>
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles>
          <TechnicalProfile Id="Checked"><Protocol Name="None" /></TechnicalProfile>
          <TechnicalProfile Id="Any"><Protocol Name="None" />
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
    public void A_technical_profile_runs_transformations_that_there_are(string transformations) =>
        GetOnlyFinding(Profile(transformations)).Message.Should().Be(DanglingReferenceMessage("ClaimsTransformation", "Nowhere"));

    [Theory]
    [InlineData("""<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="Nowhere" /></ValidationTechnicalProfiles>""")]
    [InlineData("""<IncludeTechnicalProfile ReferenceId="Nowhere" />""")]
    [InlineData("""<UseTechnicalProfileForSessionManagement ReferenceId="Nowhere" />""")]
    public void A_technical_profile_stands_on_profiles_that_there_are(string reference) =>
        GetOnlyFinding(Profile(reference)).Message.Should().Be(DanglingReferenceMessage("TechnicalProfile", "Nowhere"));

    [Fact]
    public void An_action_of_a_display_control_calls_profiles_that_there_are() => GetOnlyFinding(
        """
        <BuildingBlocks><DisplayControls><DisplayControl Id="mail" UserInterfaceControlType="VerificationControl">
          <Actions><Action Id="SendCode"><ValidationClaimsExchange>
            <ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="GenerateOtp" />
          </ValidationClaimsExchange></Action></Actions>
        </DisplayControl></DisplayControls></BuildingBlocks>
        """).Message.Should().Be(DanglingReferenceMessage("TechnicalProfile", "GenerateOtp"));

    [Fact]
    public void Nobody_asks_for_token_sources_and_where_claims_come_from() => Validate(
        $"<BuildingBlocks>{ClaimsSchema}</BuildingBlocks>" + Profile(
            """
            <InputTokenSources><TechnicalProfile Id="Nowhere" /></InputTokenSources>
            <InputClaims><InputClaim ClaimTypeReferenceId="email"><From TechnicalProfileReferenceId="Nowhere" /></InputClaim></InputClaims>
            <IncludeClaimsFromTechnicalProfile>Nowhere</IncludeClaimsFromTechnicalProfile>
            """)).Findings.Should().BeEmpty();

    [Fact]
    public void The_metadata_of_the_whole_chain_names_a_content_definition_that_there_is()
    {
        var definition = """<Metadata><Item Key="ContentDefinitionReferenceId">api.nowhere</Item></Metadata>""";

        GetOnlyFinding(Profile(definition), "").Message.Should().Be(DanglingReferenceMessage("ContentDefinition", "api.nowhere", "B2C_1A_Sample2"));
        Validate(Profile(definition), ContentDefinition("api.error") + Profile(definition.Replace("api.nowhere", " API.Error ", StringComparison.Ordinal)))
            .Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_display_claim_shows_a_control_that_there_is() =>
        GetOnlyFinding(Profile("""<DisplayClaims><DisplayClaim DisplayControlReferenceId="mailControl" /></DisplayClaims>"""))
            .Message.Should().Be(DanglingReferenceMessage("DisplayControl", "mailControl"));

    [Fact]
    public void A_claim_type_is_validated_by_what_there_is()
    {
        GetOnlyFinding(ClaimType("<PredicateValidationReference Id=\"Strong\" />")).Message.Should().Be(DanglingReferenceMessage("PredicateValidation", "Strong"));
        GetOnlyFinding(ClaimType("<InputValidationReference Id=\"Strong\" />")).Message.Should().Be(DanglingReferenceMessage("InputValidation", "Strong"));
    }

    [Theory]
    [InlineData("<InputValidations><InputValidation Id=\"v\">", "</InputValidation></InputValidations>")]
    [InlineData(
        "<PredicateValidations><PredicateValidation Id=\"v\"><PredicateGroups><PredicateGroup Id=\"g\">",
        "</PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>")]
    public void Validations_are_made_of_predicates_that_there_are(string start, string end) =>
        GetOnlyFinding($"<BuildingBlocks>{start}<PredicateReferences><PredicateReference Id=\"Digit\" /></PredicateReferences>{end}</BuildingBlocks>")
            .Message.Should().Be(DanglingReferenceMessage("Predicate", "Digit"));

    [Fact]
    public void A_content_definition_names_localized_resources_that_there_are()
    {
        static string References(string attribute) =>
            $"<LocalizedResourcesReferences><LocalizedResourcesReference Language=\"en\" {attribute} /></LocalizedResourcesReferences>";

        GetOnlyFinding(ContentDefinition("api.error", References("LocalizedResourcesReferenceId=\"api.error.en\"")))
            .Message.Should().Be(DanglingReferenceMessage("LocalizedResources", "api.error.en"));
        Validate(ContentDefinition("api.error", References("Url=\"https://contoso.example/en.json\""))).Findings.Should().BeEmpty();
    }

    [Fact]
    public void The_first_dangling_reference_is_all_that_is_said_in_the_order_of_asking() => GetOnlyFinding(Profile(
        """
        <OutputClaims><OutputClaim ClaimTypeReferenceId="userId" /></OutputClaims>
        <OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="Nowhere" /></OutputClaimsTransformations>
        <IncludeTechnicalProfile ReferenceId="Nowhere" />
        """)).Message.Should().Be(DanglingReferenceMessage("ClaimType", "userId"));

    private static ValidationResult Validate(params ReadOnlySpan<string> insides) => Sample.Validate(RuleSample.Create(insides));

    private static Finding GetOnlyFinding(params ReadOnlySpan<string> insides) => Validate(insides).Findings.Should().ContainSingle().Subject;

    private static string DanglingReferenceMessage(string kind, string id, string policyId = "B2C_1A_Sample1") =>
        $"Policy \"{policyId}\" of tenant \"contoso.onmicrosoft.com\" makes a reference to {kind} with id \"{id}\" "
        + "but neither the policy nor any of its base policies contain such an element.";

    private static string Profile(string inside) =>
        $"""
        <ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id="Any"><Protocol Name="None" />{inside}</TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    private static string ClaimType(string inside) =>
        $"<BuildingBlocks><ClaimsSchema><ClaimType Id=\"password\"><DataType>string</DataType>{inside}</ClaimType></ClaimsSchema></BuildingBlocks>";

    private static string ContentDefinition(string id, string behind = "") =>
        $"""
        <BuildingBlocks><ContentDefinitions><ContentDefinition Id="{id}">
          <LoadUri>~/tenant/default/exception.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri>
          <DataUri>urn:com:microsoft:aad:b2c:elements:contract:globalexception:1.2.0</DataUri>{behind}
        </ContentDefinition></ContentDefinitions></BuildingBlocks>
        """;
}
