using static TrustFramework.PolicyXml.Tests.Rules.ProviderPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>Policies that the service accepts although they look incomplete: a base policy may leave to a child what the relying party needs.</summary>
public sealed class FalseAlarmTests
{
    private static readonly string PageProfile =
        Profile("Ask", Handler("SelfAssertedAttributeProvider") + Metadata(("ContentDefinitionReferenceId", "api.mine")) + OutputClaims("name"));

    private static readonly string NoopProfile = Profile("Any", Protocol("None"));

    [Fact]
    public void A_base_policy_may_name_a_content_definition_of_its_child()
    {
        var result = Validate(CreateContent(PageProfile + JwtIssuer, Step(1, "Ask") + SendClaimsStep(2), relyingPartyProfile: null));

        result.Findings.Should().BeEmpty();
        result.Warnings.Should().ContainSingle().Which.RuleName.Should().Be("content-definition-exists");
    }

    [Fact]
    public void An_unused_profile_may_name_a_content_definition_of_another_policy() =>
        Validate(CreateContent(PageProfile + NoopProfile + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), Protocol("OpenIdConnect"))).Findings.Should().BeEmpty();

    [Fact]
    public void A_profile_that_the_relying_party_uses_names_a_defined_content_definition() =>
        Validate(CreateContent(PageProfile + JwtIssuer, Step(1, "Ask") + SendClaimsStep(2), Protocol("OpenIdConnect")))
            .Findings.Should().ContainSingle().Which.RuleName.Should().Be("content-definition-exists");

    [Fact]
    public void A_base_policy_that_was_accepted_with_a_warning_is_checked_again_with_the_relying_party()
    {
        var basePolicy = CreateContent(PageProfile + JwtIssuer, Step(1, "Ask") + SendClaimsStep(2), relyingPartyProfile: null);
        var chain = Sample.LoadChain(
            Sample.ReadDocument(RuleSample.CreateFile("B2C_1A_Leaf", "B2C_1A_Base", RelyingParty)), Sample.ReadDocument(RuleSample.CreateFile("B2C_1A_Base", null, basePolicy)));
        PolicyValidator.Validate(new ValidationContext { Chain = PolicyChain.Load(chain.Ancestors[0], _ => null), TargetTenant = Tenant }).IsValid.Should().BeTrue();

        var result = PolicyValidator.Validate(new ValidationContext { Chain = chain, TargetTenant = Tenant });

        result.Findings.Should().ContainSingle().Which.RuleName.Should().Be("content-definition-exists");
    }

    [Fact]
    public void A_content_definition_in_included_metadata_is_checked() => Validate(CreateContent(
        PageProfile + Profile("Any", """<IncludeTechnicalProfile ReferenceId="Ask" />""") + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), Protocol("OpenIdConnect")))
        .Findings.Should().ContainSingle().Which.RuleName.Should().Be("content-definition-exists");

    [Fact]
    public void A_journey_that_the_relying_party_does_not_use_may_name_a_content_definition_of_another_policy()
    {
        var unused = $"""<UserJourneys><UserJourney Id="Other"><OrchestrationSteps>{Step(1, "Any", "ContentDefinitionReferenceId=\"api.mine\"")}{SendClaimsStep(2)}</OrchestrationSteps></UserJourney></UserJourneys>""";
        var leaf = CreateContent(NoopProfile + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), Protocol("OpenIdConnect"));

        var result = Validate(leaf.Replace("<UserJourneys>", unused.Replace("</UserJourneys>", "", StringComparison.Ordinal), StringComparison.Ordinal));

        result.Findings.Should().BeEmpty();
        result.Warnings.Should().ContainSingle().Which.RuleName.Should().Be("content-definition-exists");
    }

    [Fact]
    public void A_SAML_issuer_may_sign_only_assertions() => ValidateSteps(
        NoopProfile + Profile("Issuer", Protocol("SAML2", "SAML2") + Metadata(("IssuerUri", "https://issuer.example"))
            + $"""<CryptographicKeys><Key Id="SamlAssertionSigning" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>"""),
        Step(1, "Any") + SendClaimsStep(2),
        Protocol("SAML2")).Should().BeEmpty();

    [Theory]
    [InlineData("contoso.onmicrosoft.com", true)]
    [InlineData("login.contoso-shop.com", true)]
    [InlineData("8c0a9bd8-6d1c-4d42-9d6c-0d4fbd0a7f11", true)]
    [InlineData("contoso", false)]
    [InlineData("", false)]
    public void The_object_id_of_the_tenant_may_be_its_domain(string value, bool isValid)
    {
        var result = Sample.Validate(new RuleSample([RuleSample.CreateFile("B2C_1A_Sample1", null, "", $"TenantObjectId=\"{value}\"")]));

        result.IsValid.Should().Be(isValid);
        result.Warnings.Select(warning => warning.RuleName).Should().Equal(isValid && value.Contains('.', StringComparison.Ordinal) ? ["tenant-object-id"] : Array.Empty<string>());
    }

    private const string RelyingParty =
        """
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="sub" DefaultValue="one" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """;

    private static TargetTenant Tenant => new(Sample.ObjectId, Sample.Domain);

    private static ValidationResult Validate(string content) => Sample.Validate(RuleSample.Create(content));
}
