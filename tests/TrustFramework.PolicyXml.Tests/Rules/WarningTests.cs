using static TrustFramework.PolicyXml.Tests.Rules.ProviderPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>Findings with which a policy is accepted.</summary>
public sealed class WarningTests
{
    private const string Greeting = """<BuildingBlocks><ClaimsSchema><ClaimType Id="greeting"><DataType>string</DataType></ClaimType></ClaimsSchema>""";

    [Theory]
    [InlineData("""<InputParameter Id="value" DataType="boolean" Value="true" />""", "")]
    [InlineData("""<InputParameter Id="value" DataType="int" Value="1" />""", "has the DataType int instead of string.")]
    [InlineData("""<InputParameter Id="text" DataType="string" Value="x" /><InputParameter Id="value" DataType="string" Value="x" />""", "is not expected.")]
    public void A_parameter_of_a_transformation_that_does_not_match_is_a_warning(string parameters, string problem)
    {
        var result = Sample.Validate(RuleSample.Create(
            $"""
            {Greeting}
              <ClaimsTransformations><ClaimsTransformation Id="Greet" TransformationMethod="createstringclaim">
                <InputParameters>{parameters}</InputParameters>
                <OutputClaims><OutputClaim ClaimTypeReferenceId="greeting" TransformationClaimType="createdClaim" /></OutputClaims>
              </ClaimsTransformation></ClaimsTransformations>
            </BuildingBlocks>
            """));

        result.IsValid.Should().BeTrue();
        result.Warnings.Should().HaveCount(problem.Length == 0 ? 0 : 1).And.NotContain(warning => !warning.Message.EndsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{Context:CorrelationId}", 0)]
    [InlineData("{oidc:loginhint} and {OAUTH-KV:any}", 0)]
    [InlineData("{Settings:ClientId}", 0)]
    [InlineData("{count:00} {x} {service:te} {Claim:email}", 0)]
    [InlineData("{Contxt:CorrelationId}", 1)]
    [InlineData("{Policy:TenantId} {OIDC:LoginHints}", 2)]
    public void A_claim_resolver_that_is_not_documented_is_a_warning(string value, int count) =>
        GetWarnings(Claim($"""<Restriction><Pattern RegularExpression="a" /></Restriction>"""), $"""
            <ClaimsProviders><ClaimsProvider><DisplayName>Any</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
              <Metadata><Item Key="message">{value}</Item></Metadata>
            </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
            """).Should().Equal(Enumerable.Repeat("claim-resolver-known", count));

    [Theory]
    [InlineData("^[a-z]{2,}$", 0)]
    [InlineData("([", 1)]
    [InlineData("a{2,1}", 1)]
    public void A_pattern_that_is_not_a_regular_expression_is_a_warning(string pattern, int count)
    {
        GetWarnings(Claim($"""<Restriction><Pattern RegularExpression="{pattern}" /></Restriction>""")).Should().Equal(Enumerable.Repeat("regular-expression", count));
        GetWarnings($"""
            <BuildingBlocks><Predicates><Predicate Id="Any" Method="MatchesRegex"><Parameters><Parameter Id="regularExpression">{pattern}</Parameter></Parameters></Predicate></Predicates></BuildingBlocks>
            """).Should().Equal(Enumerable.Repeat("regular-expression", count));
    }

    [Fact]
    public void Patterns_are_checked_up_to_a_total_length()
    {
        string Predicate(int id, string pattern) => $"""<Predicate Id="p{id}" Method="MatchesRegex"><Parameters><Parameter Id="RegularExpression">{pattern}</Parameter></Parameters></Predicate>""";

        GetWarnings($"<BuildingBlocks><Predicates>{Predicate(1, "([")}{Predicate(2, new string('a', 8000))}{Predicate(3, "([")}</Predicates></BuildingBlocks>")
            .Should().Equal("regular-expression");
    }

    [Theory]
    [InlineData("DropdownSingleSelect", "a", "b", "true", "false", 0)]
    [InlineData("DropdownSingleSelect", "a", "A", "true", "0", 0)]
    [InlineData("DropdownSingleSelect", "a", "a", "true", "false", 1)]
    [InlineData("RadioSingleSelect", "a", "b", "true", "1", 1)]
    [InlineData("CheckboxMultiSelect", "a", "b", "true", "true", 0)]
    public void Options_with_the_same_value_or_several_default_options_are_a_warning(string input, string first, string second, string firstSelected, string secondSelected, int count) =>
        GetWarnings(Claim($"""
            <UserInputType>{input}</UserInputType><Restriction>
              <Enumeration Text="One" Value="{first}" SelectByDefault="{firstSelected}" /><Enumeration Text="Two" Value="{second}" SelectByDefault="{secondSelected}" />
            </Restriction>
            """)).Should().Equal(Enumerable.Repeat("enumeration-unique", count));

    private static string Claim(string content) =>
        $"""<BuildingBlocks><ClaimsSchema><ClaimType Id="color"><DataType>string</DataType>{content}</ClaimType></ClaimsSchema></BuildingBlocks>""";

    private static IEnumerable<string> GetWarnings(params string[] contents)
    {
        var result = Sample.Validate(RuleSample.Create(string.Concat(contents)));
        result.IsValid.Should().BeTrue();
        return result.Warnings.Select(warning => warning.RuleName);
    }

    [Fact]
    public void A_lookup_table_has_any_parameters() => Sample.Validate(RuleSample.Create(
        $"""
        {Greeting}
          <ClaimsTransformations><ClaimsTransformation Id="Look" TransformationMethod="LookupValue">
            <InputClaims><InputClaim ClaimTypeReferenceId="greeting" TransformationClaimType="inputParameterId" /></InputClaims>
            <InputParameters><InputParameter Id="red" DataType="string" Value="1" /><InputParameter Id="errorOnFailedLookup" DataType="boolean" Value="true" /></InputParameters>
            <OutputClaims><OutputClaim ClaimTypeReferenceId="greeting" TransformationClaimType="outputClaim" /></OutputClaims>
          </ClaimsTransformation></ClaimsTransformations>
        </BuildingBlocks>
        """)).Warnings.Should().BeEmpty();

    [Theory]
    [InlineData("Proprietary", 1)]
    [InlineData("None", 0)]
    public void A_reachable_proprietary_profile_without_a_handler_is_a_warning(string protocol, int count) =>
        ValidateForWarnings(Profile("Any", Protocol(protocol)) + Profile("Unused", Protocol("Proprietary"))).Should().HaveCount(count);

    [Fact]
    public void The_handler_of_a_session_profile_is_checked_too() => ValidateForWarnings(
            Profile("Any", Protocol("None") + """<UseTechnicalProfileForSessionManagement ReferenceId="Session" />""")
            + Profile("Session", Handler("NoSuchProvider")) + Profile("Unused", Handler("NoSuchProvider")))
        .Should().ContainSingle().Which.Message.Should().StartWith("TechnicalProfile 'Session'");

    [Theory]
    [InlineData("api.page", 0)]
    [InlineData(" ", 1)]
    public void An_empty_page_reference_of_a_self_asserted_profile_is_a_warning(string page, int count) => Sample.Validate(RuleSample.Create(CreateContent(
            Profile("Any", $"""{Handler("SelfAssertedAttributeProvider")}<Metadata><Item Key="ContentDefinitionReferenceId">{page}</Item></Metadata><OutputClaims><OutputClaim ClaimTypeReferenceId="name" /></OutputClaims>""") + JwtIssuer,
            Step(1, "Any") + SendClaimsStep(2),
            Protocol("OpenIdConnect")))).Warnings.Select(warning => warning.RuleName).Should().Equal(Enumerable.Repeat("provider-metadata-empty", count));

    [Theory]
    [InlineData("Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=nullX")]
    [InlineData("Web.TPEngine.Providers.UserJourneyContextProvider")]
    [InlineData("UserJourneyContextProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null")]
    public void A_handler_is_compared_with_its_namespace_and_assembly(string handler) =>
        ValidateForWarnings(Profile("Any", $"""<Protocol Name="Proprietary" Handler="{handler}" /><Metadata><Item Key="ServiceUrl">https://a.example</Item><Item Key="AuthenticationType">Bearer</Item></Metadata><CryptographicKeys><Key Id="BearerAuthenticationToken" StorageReferenceId="{RuleSample.KeySet}" /></CryptographicKeys>"""))
            .Should().ContainSingle().Which.RuleName.Should().Be("handler-known");

    [Fact]
    public void Each_circle_of_includes_is_one_warning()
    {
        var profiles = Include("A", "B") + Include("B", "C") + Include("C", "A") + Include("D", "A") + Include("E", "E") + Include("Any", "F") + Profile("F", Protocol("None"));

        ValidateForWarnings(profiles).Should().HaveCount(2).And.OnlyContain(warning => warning.RuleName == "include-cycle");
    }

    [Fact]
    public void Warnings_are_reported_besides_errors()
    {
        var result = Sample.Validate(RuleSample.Create(CreateContent(
            Profile("Any", Handler("NoSuchProvider")) + JwtIssuer.Replace("service:te</Item>", "service:te</Item><Item Key=\"id_token_lifetime_secs\">1</Item>", StringComparison.Ordinal),
            Step(1, "Any") + SendClaimsStep(2),
            Protocol("OpenIdConnect"))));

        result.Findings.Select(finding => finding.RuleName).Should().Equal("issuer-lifetime");
        result.Warnings.Select(finding => finding.RuleName).Should().Equal("handler-known");
        result.ToMessage(printTwice: false).Should().StartWith("Validation failed: 1 validation error(s)").And.NotContain("NoSuchProvider");
    }

    private static string Include(string id, string included) => Profile(id, Protocol("None") + $"""<IncludeTechnicalProfile ReferenceId="{included}" />""");

    private static System.Collections.Immutable.ImmutableArray<Finding> ValidateForWarnings(string profiles)
    {
        var result = Sample.Validate(RuleSample.Create(CreateContent(profiles + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), Protocol("OpenIdConnect"))));
        result.Findings.Should().BeEmpty();
        return result.Warnings;
    }
}
