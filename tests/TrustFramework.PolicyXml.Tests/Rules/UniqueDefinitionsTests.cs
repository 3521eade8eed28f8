namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>What may be there only once, and what a claim type is made of: policy-rules 2 #22, 3 and 4.</summary>
public sealed class UniqueDefinitionsTests
{
    private const string DuplicateKeyMessage = "An item with the same key has already been added.";

    public static TheoryData<string, string> MetadataContainers() => new()
    {
        {
            "<BuildingBlocks><ContentDefinitions><ContentDefinition Id=\"api\"><LoadUri>~/a.cshtml</LoadUri><RecoveryUri>~/b.html</RecoveryUri>"
            + "<DataUri>urn:com:microsoft:aad:b2c:elements:contract:globalexception:1.2.0</DataUri>",
            "</ContentDefinition></ContentDefinitions></BuildingBlocks>"
        },
        {
            "<ClaimsProviders><ClaimsProvider><TechnicalProfiles><TechnicalProfile Id=\"Any\"><Protocol Name=\"None\" />",
            "</TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>"
        },
        { "<RelyingParty><TechnicalProfile Id=\"Any\"><Protocol Name=\"OpenIdConnect\" />", "</TechnicalProfile></RelyingParty>" },
    };

    [Theory]
    [MemberData(nameof(MetadataContainers))]
    public void Metadata_has_a_key_once(string start, string end)
    {
        var finding = GetOnlyFinding(start + "<Metadata><Item Key=\"k\">1</Item>\n<Item Key=\"k\">2</Item></Metadata>" + end);

        (finding.Message, finding.Line, finding.Hint).Should().Be((DuplicateKeyMessage, 4, "Remove or rename the second Item with Key 'k'."));
    }

    [Fact]
    public void Metadata_of_base_and_child_may_have_the_same_key() => Validate(Profile("Any", "k"), Profile("Any", "k")).Findings.Should().BeEmpty();

    [Fact]
    public void Metadata_of_two_profiles_may_have_the_same_key() => Validate(
        $"<ClaimsProviders><ClaimsProvider><TechnicalProfiles>{TechnicalProfile("One", "k")}{TechnicalProfile("Two", "k")}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>")
        .Findings.Should().BeEmpty();

    [Fact]
    public void Metadata_keys_that_differ_in_case_pass() => Validate(Profile("Any", "k", "K")).Findings.Should().BeEmpty();

    [Fact]
    public void What_is_twice_in_the_base_is_the_base_s_business() => Validate(Profile("Any", "k", "k"), "").Findings.Should().BeEmpty();

    [Fact]
    public void Display_controls_have_their_id_for_themselves() => GetOnlyFinding(
        """
        <BuildingBlocks><DisplayControls>
          <DisplayControl Id="mail" UserInterfaceControlType="VerificationControl" /><DisplayControl Id="Mail" UserInterfaceControlType="VerificationControl" />
        </DisplayControls></BuildingBlocks>
        """).Message.Should().Be(DuplicateKeyMessage);

    [Fact]
    public void Localized_resources_have_their_id_for_themselves() =>
        GetOnlyFinding(Localization("""<LocalizedResources Id="api.en" /><LocalizedResources Id="api.en" />""")).Message.Should().Be(DuplicateKeyMessage);

    [Fact]
    public void Localized_resources_need_no_id_and_a_child_may_replace_those_of_its_base()
    {
        Validate(Localization("""<LocalizedResources Culture="en" /><LocalizedResources Culture="en" />""")).Findings.Should().BeEmpty();
        Validate(Localization("""<LocalizedResources Id="api.en" />"""), Localization("""<LocalizedResources Id="api.en" />""")).Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_localized_string_of_an_element_is_there_once() =>
        GetOnlyFinding(DuplicateString("""ElementType="ClaimType" ElementId="email" StringId="DisplayName" """))
            .Message.Should().Be(
                "The uploaded localized resource contains a duplicated key, please ensure that the localized string with "
                + "ElementType: ClaimType, ElementId: email and StringId: DisplayName appears only once.");

    [Fact]
    public void A_localized_string_without_element_is_there_once() =>
        GetOnlyFinding(DuplicateString("""ElementType="UxElement" StringId="button_continue" """)).Message.Should().Be(
            "The uploaded localized resource contains a duplicated key, please ensure that the localized string with "
            + "ElementType: UxElement and StringId: button_continue appears only once.");

    [Theory]
    [InlineData("""ElementType="ClaimType" ElementId="a" StringId="DisplayName" """, """ElementType="ClaimType" ElementId="a" StringId="UserHelpText" """)]
    [InlineData("""ElementType="ClaimType" ElementId="a" StringId="DisplayName" """, """ElementType="ClaimType" ElementId="b" StringId="DisplayName" """)]
    [InlineData("""ElementType="ClaimType" ElementId="a" StringId="DisplayName" """, """ElementType="ClaimType" StringId="DisplayName" """)]
    [InlineData("""ElementType="UxElement" StringId="button_continue" """, """ElementType="ErrorMessage" StringId="button_continue" """)]
    public void Localized_strings_that_differ_in_anything_are_two(string first, string second) => Validate(LocalizedStrings(first, second)).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("")]
    public void The_id_of_a_claim_type_is_made_of_few_characters(string id) => GetOnlyFinding(ClaimType(id)).Message.Should().Be(
        $"The claim '{id}' in policy 'B2C_1A_Sample1' of tenant 'contoso.onmicrosoft.com' has invalid Id. "
        + "Please ensure the claim Id matches the regex '^[A-Za-z0-9_.:-]+$'.");

    [Fact]
    public void A_claim_type_has_a_data_type() => GetOnlyFinding(ClaimType("nickname", "<DisplayName>Nickname</DisplayName>")).Message.Should().Be(
        "ClaimType with id \"nickname\" in policy \"B2C_1A_Sample1\" of tenant \"contoso.onmicrosoft.com\" does not have a DataType.");

    [Fact]
    public void A_claim_type_may_have_the_data_type_from_its_base_and_need_have_no_display_name() =>
        Validate(ClaimType("nickname"), ClaimType("NickName", "<UserHelpText>What friends call you</UserHelpText>")).Findings.Should().BeEmpty();

    private static ValidationResult Validate(params ReadOnlySpan<string> insides) => Sample.Validate(RuleSample.Create(insides));

    private static Finding GetOnlyFinding(string inside) => Validate(inside).Findings.Should().ContainSingle().Subject;

    private static string Profile(string id, params string[] keys) =>
        $"<ClaimsProviders><ClaimsProvider><TechnicalProfiles>{TechnicalProfile(id, keys)}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

    private static string TechnicalProfile(string id, params string[] keys) =>
        $"<TechnicalProfile Id=\"{id}\"><Protocol Name=\"None\" />"
        + $"<Metadata>{string.Concat(keys.Select(key => $"<Item Key=\"{key}\">x</Item>"))}</Metadata></TechnicalProfile>";

    private static string ClaimType(string id, string inside = "<DataType>string</DataType>") =>
        $"<BuildingBlocks><ClaimsSchema><ClaimType Id=\"{id}\">{inside}</ClaimType></ClaimsSchema></BuildingBlocks>";

    private static string Localization(string resources) =>
        $"""
        <BuildingBlocks><Localization Enabled="true">
          <SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>{resources}
        </Localization></BuildingBlocks>
        """;

    private static string DuplicateString(string text) => LocalizedStrings(text, text);

    private static string LocalizedStrings(string first, string second) => Localization(
        $"""
        <LocalizedResources Id="api.en"><LocalizedStrings>
          <LocalizedString {first}>One</LocalizedString><LocalizedString {second}>Two</LocalizedString>
        </LocalizedStrings></LocalizedResources>
        """);
}
