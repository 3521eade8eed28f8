namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>Unique keys and ids, and the elements of claim types: policy-rules 2 #22, 3 and 4.</summary>
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
            "<ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id=\"Any\"><DisplayName>Any</DisplayName><Protocol Name=\"None\" />",
            "</TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>"
        },
        { "<RelyingParty><TechnicalProfile Id=\"Any\"><DisplayName>Any</DisplayName><Protocol Name=\"OpenIdConnect\" />", "</TechnicalProfile></RelyingParty>" },
    };

    [Theory]
    [MemberData(nameof(MetadataContainers))]
    public void A_duplicate_metadata_key_is_rejected(string start, string end)
    {
        var finding = GetOnlyFinding(start + "<Metadata><Item Key=\"k\">1</Item>\n<Item Key=\"k\">2</Item></Metadata>" + end);

        (finding.Message, finding.Line, finding.Hint).Should().Be((DuplicateKeyMessage, 4, "Remove or rename the second Item with Key 'k'."));
    }

    [Fact]
    public void Metadata_of_base_and_child_may_have_the_same_key() => Validate(Profile("Any", "k"), Profile("Any", "k")).Findings.Should().BeEmpty();

    [Fact]
    public void Metadata_of_two_profiles_may_have_the_same_key() => Validate(
        $"<ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>{TechnicalProfile("One", "k")}{TechnicalProfile("Two", "k")}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>")
        .Findings.Should().BeEmpty();

    [Fact]
    public void Metadata_keys_that_differ_in_case_are_accepted() => Validate(Profile("Any", "k", "K")).Findings.Should().BeEmpty();

    [Fact]
    public void A_duplicate_key_in_the_base_policy_is_not_reported_for_the_child() => Validate(Profile("Any", "k", "k"), "").Findings.Should().BeEmpty();

    [Fact]
    public void Display_control_ids_must_be_unique() => GetOnlyFinding(
        """
        <BuildingBlocks><DisplayControls>
          <DisplayControl Id="mail" UserInterfaceControlType="VerificationControl" /><DisplayControl Id="Mail" UserInterfaceControlType="VerificationControl" />
        </DisplayControls></BuildingBlocks>
        """).Message.Should().Be(DuplicateKeyMessage);

    [Fact]
    public void Localized_resource_ids_must_be_unique() =>
        GetOnlyFinding(Localization("""<LocalizedResources Id="api.en" /><LocalizedResources Id="api.en" />""")).Message.Should().Be(DuplicateKeyMessage);

    [Fact]
    public void Localized_resources_may_have_no_id_or_the_id_of_inherited_ones()
    {
        Validate(Localization("""<LocalizedResources Culture="en" /><LocalizedResources Culture="en" />""")).Findings.Should().BeEmpty();
        Validate(Localization("""<LocalizedResources Id="api.en" />"""), Localization("""<LocalizedResources Id="api.en" />""")).Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_duplicate_localized_string_of_an_element_is_rejected() =>
        GetOnlyFinding(DuplicateString("""ElementType="ClaimType" ElementId="email" StringId="DisplayName" """))
            .Message.Should().Be(
                "The uploaded localized resource contains a duplicated key, please ensure that the localized string with "
                + "ElementType: ClaimType, ElementId: email and StringId: DisplayName appears only once.");

    [Fact]
    public void A_duplicate_localized_string_without_element_is_rejected() =>
        GetOnlyFinding(DuplicateString("""ElementType="UxElement" StringId="button_continue" """)).Message.Should().Be(
            "The uploaded localized resource contains a duplicated key, please ensure that the localized string with "
            + "ElementType: UxElement and StringId: button_continue appears only once.");

    [Theory]
    [InlineData("""ElementType="ClaimType" ElementId="a" StringId="DisplayName" """, """ElementType="ClaimType" ElementId="a" StringId="UserHelpText" """)]
    [InlineData("""ElementType="ClaimType" ElementId="a" StringId="DisplayName" """, """ElementType="ClaimType" ElementId="b" StringId="DisplayName" """)]
    [InlineData("""ElementType="ClaimType" ElementId="a" StringId="DisplayName" """, """ElementType="ClaimType" StringId="DisplayName" """)]
    [InlineData("""ElementType="UxElement" StringId="button_continue" """, """ElementType="ErrorMessage" StringId="button_continue" """)]
    public void Localized_strings_that_differ_in_any_attribute_are_accepted(string first, string second) => Validate(LocalizedStrings(first, second)).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("")]
    public void An_invalid_character_in_a_claim_type_id_is_rejected(string id) => GetOnlyFinding(ClaimType(id)).Message.Should().Be(
        $"The claim '{id}' in policy 'B2C_1A_Sample1' of tenant 'contoso.onmicrosoft.com' has invalid Id. "
        + "Please ensure the claim Id matches the regex '^[A-Za-z0-9_.:-]+$'.");

    [Fact]
    public void A_claim_type_requires_a_data_type() => GetOnlyFinding(ClaimType("nickname", "<DisplayName>Nickname</DisplayName>")).Message.Should().Be(
        "ClaimType with id \"nickname\" in policy \"B2C_1A_Sample1\" of tenant \"contoso.onmicrosoft.com\" does not have a DataType.");

    [Fact]
    public void A_claim_type_may_inherit_its_data_type_and_requires_no_display_name() =>
        Validate(ClaimType("nickname"), ClaimType("NickName", "<UserHelpText>What friends call you</UserHelpText>")).Findings.Should().BeEmpty();

    private static ValidationResult Validate(params ReadOnlySpan<string> contents) => Sample.Validate(RuleSample.Create(contents));

    private static Finding GetOnlyFinding(string content) => Sample.GetOnlyFinding(Validate(content));

    private static string Profile(string id, params string[] keys) =>
        $"<ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>{TechnicalProfile(id, keys)}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

    private static string TechnicalProfile(string id, params string[] keys) =>
        $"<TechnicalProfile Id=\"{id}\"><DisplayName>Profile</DisplayName><Protocol Name=\"None\" />"
        + $"<Metadata>{string.Concat(keys.Select(key => $"<Item Key=\"{key}\">x</Item>"))}</Metadata></TechnicalProfile>";

    private static string ClaimType(string id, string content = "<DataType>string</DataType>") =>
        $"<BuildingBlocks><ClaimsSchema><ClaimType Id=\"{id}\">{content}</ClaimType></ClaimsSchema></BuildingBlocks>";

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
