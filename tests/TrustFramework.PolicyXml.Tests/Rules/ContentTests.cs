using System.Text.RegularExpressions;
using static TrustFramework.PolicyXml.Tests.Sample;

namespace TrustFramework.PolicyXml.Tests.Rules;

public sealed class ContentTests
{
    private const string ElementPrefix = "urn:com:microsoft:aad:b2c:elements:";
    private const string PageUris = $"<LoadUri>~/p.html</LoadUri><RecoveryUri>~/e.html</RecoveryUri><DataUri>{ElementPrefix}contract:selfasserted:2.1.7</DataUri>";

    [Theory]
    [InlineData(@"a\:b")]
    [InlineData(@"\\\")]
    [InlineData(@"\")]
    [InlineData(@"\]")]
    public void An_escape_other_than_backslash_or_hyphen_is_rejected(string set) =>
        ValidateToOnlyMessage(Predicate("IncludesCharacters", set)).Should().Be(
            """Predicate with id "Symbol" is invalid, the only escape patterns allowed in CharacterSet Parameters are "\\" "\-" """.TrimEnd());

    [Theory]
    [InlineData("IncludesCharacters", @"@#$%^*\-_+=[]{}|\\:',?/`~();!")]
    [InlineData("IncludesCharacters", @"\\\\\-")]
    [InlineData("IncludesCharacters", "A-Z")]
    [InlineData("MatchesRegex", @"\d")]
    [InlineData("IsNotDocumented", @"\d")]
    public void Valid_escapes_are_accepted_and_other_methods_are_not_checked(string method, string set) => ShouldBeAccepted(Predicate(method, set));

    [Theory]
    [InlineData("LoadUri")]
    [InlineData("RecoveryUri")]
    [InlineData("DataUri")]
    public void A_content_definition_without_one_of_its_addresses_is_rejected(string part)
    {
        var rest = Regex.Replace(PageUris, $"<{part}>.*</{part}>", "");

        ValidateToOnlyMessage(ContentDefinition(rest)).Should().Be(
            $"ContentDefinition with id \"page\" in policy \"B2C_1A_Sample1\" of tenant \"{Domain}\" does not contain the required element {part}.");
    }

    [Fact]
    public void A_content_definition_may_inherit_its_addresses() => ShouldBeAccepted(ContentDefinition(PageUris), ContentDefinition("<LoadUri>~/other.html</LoadUri>"));

    [Fact]
    public void The_message_lists_the_versions_of_the_page_contract() => ValidateToOnlyMessage(PageContentDefinition("contract:unifiedssd:2.1.4")).Should().Be(
        $"The specified page contract '{ElementPrefix}contract:unifiedssd' has invalid version '2.1.4'. "
        + "The available versions are: '[\"1.0.0\",\"1.2.0\",\"1.2.1\",\"1.2.2\",\"1.2.3\",\"1.2.4\"]'.");

    [Theory]
    [InlineData("selfasserted", "2.2.0")]
    [InlineData("selfasserted", "2.1")]
    [InlineData("selfasserted", "2.1.x")]
    [InlineData("selfasserted", "2.1.7.0")]
    [InlineData("multifactor", "2.1.0")]
    public void A_version_with_an_unknown_minor_version_is_rejected(string page, string version) =>
        ValidateToOnlyMessage(PageContentDefinition($"contract:{page}:{version}")).Should().StartWith(
            $"The specified page contract '{ElementPrefix}contract:{page}' has invalid version '{version}'. The available versions are: '[\"1.0.0\",\"1.1.0\",");

    [Theory]
    [InlineData("contract:selfasserted:2.1.99")]
    [InlineData("contract:globalexception:1.2.1")]
    [InlineData("contract:providerselection:1.2.1")]
    [InlineData("contract:claimsconsent:1.0.0")]
    [InlineData("contract:unifiedssp:2.0.0")]
    [InlineData("idpselection:1.0.0")]
    [InlineData("unifiedssp:1.1.0")]
    public void Later_patch_versions_of_known_pages_are_accepted(string page) => ShouldBeAccepted(PageContentDefinition(page));

    [Theory]
    [InlineData("selfasserted:2.0.0")]
    [InlineData("contract:nopage:1.0.0")]
    [InlineData("nopage:1.0.0")]
    public void An_unknown_page_is_not_in_the_element_factory_cache(string page) => ValidateToOnlyMessage(PageContentDefinition(page)).Should().Be(
        $"The element specified by id '{ElementPrefix}{page}' cannot be found in the element factory cache. "
        + "Check that element definition exists in the elements folder.");

    [Fact]
    public void The_hint_for_a_legacy_page_element_names_its_page_contract()
    {
        Validate(RuleSample.Create(PageContentDefinition("selfasserted:2.0.0"))).Findings[0].Hint.Should().Be($"Use '{ElementPrefix}contract:selfasserted:2.0.0'.");
        Validate(RuleSample.Create(PageContentDefinition("nopage:1.0.0"))).Findings[0].Hint.Should().BeNull();
    }

    [Fact]
    public void Scripts_without_page_contracts_are_rejected() =>
        Validate(GetRule("script-needs-page-contract").InvalidSample!).Findings.Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Message == "Please use page contract in content definitions when enabling JavaScript." && finding.PolicyId == "B2C_1A_Sample2");

    [Theory]
    [InlineData("<ScriptExecution>Disallow</ScriptExecution>")]
    [InlineData("<SingleSignOn Scope=\"Tenant\" />")]
    public void Legacy_page_elements_are_accepted_when_scripts_are_not_allowed(string behavior)
    {
        var files = GetRule("script-needs-page-contract").InvalidSample!.Files;

        Validate(new RuleSample([.. files.Select(file => file.Replace("<ScriptExecution>Allow</ScriptExecution>", behavior, StringComparison.Ordinal))]))
            .Findings.Should().BeEmpty();
    }

    [Fact]
    public void Legacy_page_elements_are_accepted_in_a_policy_without_relying_party() => ShouldBeAccepted(PageContentDefinition("selfasserted:1.1.0"));

    [Fact]
    public void A_language_that_a_child_appends_again_is_rejected() =>
        ValidateToOnlyMessage(SupportedLanguages("Append", "en"), SupportedLanguages("Append", "es", "en")).Should().Be("Duplicate in supported cultures list: en");

    [Fact]
    public void Languages_that_differ_or_replace_the_inherited_ones_are_accepted()
    {
        ShouldBeAccepted(SupportedLanguages("Append", "en"), SupportedLanguages("ReplaceAll", "en", "es"));
        ShouldBeAccepted(SupportedLanguages("Append", "en"), SupportedLanguages("Append", "es", "de-BE"));
        ShouldBeAccepted(SupportedLanguages("Append", "en", "en"));
    }

    [Fact]
    public void An_unknown_string_id_of_a_page_is_rejected() => ValidateToOnlyMessage(LocalizedPage("UxElement", "page.en", "no_such_id")).Should().Be(
        "The localized string with ElementType: UxElement and StringId: no_such_id has an invalid StringId");

    [Theory]
    [InlineData("UxElement", "page.en", "email_pattern")]
    [InlineData("UxElement", "page.en", "LOCAL_INTRO_USERNAME")]
    [InlineData("UxElement", "other", "no_such_id")]
    [InlineData("ErrorMessage", "page.en", "no_such_id")]
    [InlineData("ClaimsProvider", "page.en", "FacebookExchange")]
    public void Known_ids_other_element_types_and_unused_resources_are_accepted(string kind, string resources, string id) =>
        ShouldBeAccepted(LocalizedPage(kind, resources, id));

    [Fact]
    public void A_profile_that_writes_a_custom_password_must_disable_strong_passwords() =>
        Validate(GetRule("disable-strong-password").InvalidSample!).Findings.Should().ContainSingle().Which.Message.Should().Be(
            "DisableStrongPassword is required in Technical Profile 'Write' of policy 'B2C_1A_Sample2' for custom password complexity or legacy password "
            + "restriction with weak custom regular expression. "
            + "Add \"DisablePasswordExpiration, DisableStrongPassword\" into PersistedClaim \"passwordPolicies\"");

    [Theory]
    [InlineData("", false)]
    [InlineData("<Restriction><Pattern RegularExpression=\"^.{8}$\" /></Restriction>", true)]
    [InlineData("<Restriction><Pattern RegularExpression=\"^.{8}$\" /></Restriction><PredicateValidationReference Id=\"Pin\" />", false)]
    public void A_password_is_custom_when_it_has_predicates_or_no_pattern(string rules, bool accepted) =>
        AcceptsPasswordProfile("<PredicateValidationReference Id=\"Pin\" />", rules).Should().Be(accepted);

    [Theory]
    [InlineData("", false)]
    [InlineData("<PersistedClaim ClaimTypeReferenceId=\"passwordPolicies\" />", true)]
    [InlineData("<PersistedClaim ClaimTypeReferenceId=\"passwordPolicies\" DefaultValue=\"DisableStrongPassword\" />", true)]
    public void Missing_password_policies_are_rejected_and_those_without_default_value_are_accepted(string claim, bool accepted) =>
        AcceptsPasswordProfile("<PersistedClaim ClaimTypeReferenceId=\"passwordPolicies\" DefaultValue=\"DisablePasswordExpiration\" />", claim).Should().Be(accepted);

    [Fact]
    public void A_password_profile_that_no_relying_party_uses_is_accepted() =>
        Validate(new RuleSample([.. GetRule("disable-strong-password").InvalidSample!.Files.Select(file =>
            file.Replace("<DefaultUserJourney ReferenceId=\"SignIn\" />", "<DefaultUserJourney ReferenceId=\"Other\" />", StringComparison.Ordinal))]))
            .Findings.Should().NotContain(finding => finding.RuleName == "disable-strong-password");

    [Fact]
    public void A_policy_cannot_inherit_from_a_built_in_policy() => GetOnlyMessage(Policy("B2C_1A_Leaf", "base-v1")).Should().Be(
        $"Policy 'B2C_1A_Leaf' of tenant '{Domain}' is not allowed to inherit from the specified base policy. Inheritance chain: "
        + $"{{ \"TenantId\": \"{Domain}\", \"PolicyId\": \"base-v1\", \"TenantObjectId\": \"{ObjectId}\", \"Root\": true, \"Derived\": "
        + $"{{ \"TenantId\": \"{Domain}\", \"PolicyId\": \"B2C_1A_Leaf\", \"TenantObjectId\": \"{ObjectId}\", \"Rule\": \"All\", "
        + $"\"InheritanceAllowed\": false, \"Reason\": \"Policy 'B2C_1A_Leaf' in tenant '{ObjectId}' is blocked from inheriting policies "
        + "from 'b6291105-4814-4453-831c-7aba93c480b2' as the basic policy constraint handler "
        + "'B2CBasicPoliciesOnly' cannot match the policy id to a prefix or registered policy id.\" } }");

    [Fact]
    public void A_missing_base_policy_with_the_custom_prefix_is_reported_as_missing() =>
        GetOnlyMessage(Policy("B2C_1A_Leaf", "b2c_1a_Base")).Should().StartWith("Policy with 'policyId': B2C_1A_BASE cannot be found");

    private static PolicyRule GetRule(string name) => PolicyValidator.Rules.Single(rule => rule.Name == name);

    /// <summary>Validates a chain of files with the given contents and returns the only message.</summary>
    private static string ValidateToOnlyMessage(params string[] contents) => GetOnlyFinding(Validate(RuleSample.Create(contents))).Message;

    private static void ShouldBeAccepted(params string[] contents) => Validate(RuleSample.Create(contents)).Findings.Should().BeEmpty();

    /// <summary>Returns whether the invalid sample of the password rule is accepted after a replacement.</summary>
    private static bool AcceptsPasswordProfile(string part, string other) => Validate(new RuleSample([.. GetRule("disable-strong-password").InvalidSample!.Files.Select(file =>
        file.Replace(part, other, StringComparison.Ordinal))])).Findings.All(finding => finding.RuleName != "disable-strong-password");

    private static string Predicate(string method, string set) =>
        $"""
        <BuildingBlocks><Predicates><Predicate Id="Symbol" Method="{method}" HelpText="x"><Parameters>
          <Parameter Id="CharacterSet">{set}</Parameter>
        </Parameters></Predicate></Predicates></BuildingBlocks>
        """;

    private static string ContentDefinition(string content) =>
        $"""<BuildingBlocks><ContentDefinitions><ContentDefinition Id="page">{content}</ContentDefinition></ContentDefinitions></BuildingBlocks>""";

    private static string PageContentDefinition(string page) => ContentDefinition(
        $"<LoadUri>~/p.html</LoadUri><RecoveryUri>~/e.html</RecoveryUri><DataUri>{ElementPrefix}{page}</DataUri>");

    private static string SupportedLanguages(string merge, params string[] languages) =>
        $"""
        <BuildingBlocks><Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="{merge}">
          {string.Concat(languages.Select(language => $"<SupportedLanguage>{language}</SupportedLanguage>"))}
        </SupportedLanguages></Localization></BuildingBlocks>
        """;

    private static string LocalizedPage(string kind, string resources, string id) =>
        $"""
        <BuildingBlocks>
          <ContentDefinitions><ContentDefinition Id="page">{PageUris}
            <LocalizedResourcesReferences><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="page.en" /></LocalizedResourcesReferences>
          </ContentDefinition></ContentDefinitions>
          <Localization Enabled="true">
            <LocalizedResources Id="page.en"><LocalizedStrings>{(resources == "page.en" ? LocalizedString(kind, id) : LocalizedString("UxElement", "heading"))}</LocalizedStrings></LocalizedResources>
            <LocalizedResources Id="other"><LocalizedStrings>{LocalizedString(kind, id)}</LocalizedStrings></LocalizedResources>
          </Localization>
        </BuildingBlocks>
        """;

    private static string LocalizedString(string kind, string id) => $"""<LocalizedString ElementType="{kind}" StringId="{id}">Text</LocalizedString>""";
}
