using System.Text.RegularExpressions;
using TrustFramework.MockServer.Tests.Policies;

namespace TrustFramework.MockServer.Tests.Cli.Validation;

/// <summary>Placeholders that are not filled in: where a value is rejected, a valid one takes its place; elsewhere a note names the placeholder.</summary>
public sealed partial class PlaceholderTests
{
    [Theory]
    [InlineData("{Settings:PolicyPrefix}Base")]
    [InlineData("B2C_1A_{Settings:PolicyPrefix}Base")]
    [InlineData("{Settings:PolicyPrefix}_B2C_1A_Base")]
    [InlineData("__PREFIX__Base")]
    [InlineData("%PREFIX%Base")]
    [InlineData("@prefix@Base")]
    [InlineData("$(prefix)Base")]
    [InlineData("#{prefix}#Base")]
    [InlineData("[prefix]Base")]
    public async Task An_id_with_a_placeholder_keeps_the_prefix_and_is_found_as_base_policy(string id)
    {
        using var folder = new PolicyFolder().WritePolicy("base.xml", id).WritePolicy("leaf.xml", id.Replace("Base", "Leaf", StringComparison.Ordinal), id);

        var result = await folder.ValidateAsync(".");

        result.ExitCode.Should().Be(0, result.Output);
        result.Output.Should().Contain("2 policies, 2 accepted, 0 refused").And.Contain("note placeholder: ");
    }

    [Theory]
    [InlineData("B2C_1A_#{prefix}#_Base")]
    [InlineData("{Settings:Prefix}Base")]
    public async Task A_base_policy_whose_id_has_a_placeholder_is_not_missing(string baseId)
    {
        using var folder = new PolicyFolder().WritePolicy("base.xml", "B2C_1A_Base").WritePolicy("middle.xml", "B2C_1A_Middle", baseId).WritePolicy("leaf.xml", "B2C_1A_Leaf", "B2C_1A_Middle");

        var result = await folder.ValidateAsync(".");

        result.ExitCode.Should().Be(0, result.Output);
        result.Output.Should().Contain("note base-exists: ").And.Contain("note placeholder: ").And.Contain("3 policies, 3 accepted, 0 refused");
    }

    [Fact]
    public async Task A_missing_base_policy_is_an_error_although_another_value_has_a_placeholder()
    {
        using var folder = new PolicyFolder().WritePolicy("a.xml", "B2C_1A_{Settings:Name}", "B2C_1A_Base");

        (await folder.ValidateAsync(".")).Output.Should().Contain("error base-exists: ");
    }

    [Theory]
    [InlineData("<SingleSignOn Scope=\"{Settings:Scope}\" />", "Scope 'Suppressed'")]
    [InlineData("<SingleSignOn Scope=\"Tenant\" KeepAliveInDays=\"#{days}#\" />", "KeepAliveInDays '1'")]
    [InlineData("<SingleSignOn Scope=\"Tenant\" EnforceIdTokenHintOnLogout=\"${HINT}\" />", "EnforceIdTokenHintOnLogout 'true'")]
    [InlineData("<SessionExpiryType>{Settings:ExpiryType}</SessionExpiryType>", "SessionExpiryType 'Rolling'")]
    [InlineData("<SessionExpiryType><![CDATA[{Settings:ExpiryType}]]></SessionExpiryType>", "SessionExpiryType 'Rolling'")]
    [InlineData("<SessionExpiryInSeconds>__EXPIRY__</SessionExpiryInSeconds>", "SessionExpiryInSeconds '1'")]
    [InlineData("<JourneyInsights TelemetryEngine=\"%ENGINE%\" InstrumentationKey=\"AppInsightsInstrumentationKey\" />", "InstrumentationKey '00000000-0000-0000-0000-000000000000'")]
    [InlineData("<JourneyInsights TelemetryEngine=\"ApplicationInsights\" InstrumentationKey=\"[your key]\" DeveloperMode=\"@dev@\" />", "DeveloperMode 'true'")]
    [InlineData("<ScriptExecution>{{script}}</ScriptExecution>", "ScriptExecution 'Allow'")]
    [InlineData("<OnError Mode=\"&lt;your mode&gt;\" />", "Mode 'ReturnToRequestor'")]
    public async Task A_value_with_a_placeholder_is_replaced_by_a_value_of_its_type_in_the_schema(string behavior, string substitute)
    {
        using var folder = new PolicyFolder().Write("a.xml", TrustFrameworkClient.Policy(
            "B2C_1A_A", innerXml: $"<RelyingParty><UserJourneyBehaviors>{behavior}</UserJourneyBehaviors></RelyingParty>"));

        var result = await folder.ValidateAsync("a.xml");

        // Whatever the service requires of a relying party is not what this test is about.
        result.Output.Should().MatchRegex("a\\.xml:2:\\d+: note placeholder: The placeholder '[^']+' is not filled in\\. Validation uses ")
            .And.Contain($"Validation uses {substitute}.").And.NotContain("error schema");
    }

    [Theory]
    [InlineData("PublicPolicyUri", "http://{{tenant}}/B2C_1A_A")]
    [InlineData("DeploymentMode", "{Settings:Mode}")]
    [InlineData("TenantObjectId", "[tenantObjectId]")]
    [InlineData("TenantObjectId", "yourTenantObjectId")]
    public async Task An_attribute_of_the_root_with_a_placeholder_is_replaced(string attribute, string value)
    {
        using var folder = new PolicyFolder().Write("a.xml", $"""
            <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
              TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_A" {attribute}="{value}" />
            """);

        var result = await folder.ValidateAsync("a.xml");

        result.ExitCode.Should().Be(0, result.Output);
        result.Output.Should().MatchRegex($"^a\\.xml:2:\\d+: note placeholder: The placeholder '[^']+' is not filled in\\. Validation uses {attribute} '")
            .And.EndWith($"1 policy, 1 accepted, 0 refused, 1 note{Environment.NewLine}");
    }

    [Theory]
    [InlineData("DeploymentMode=\"Prod\"", "DeploymentMode")]
    [InlineData("TenantObjectId=\"8c0a9bd8-6d1c\"", "TenantObjectId")]
    [InlineData("TenantObjectId=\"1234\"", "TenantObjectId")]
    public async Task An_invalid_value_without_a_placeholder_stays_an_error(string attribute, string name)
    {
        using var folder = new PolicyFolder().Write("a.xml", TrustFrameworkClient.Policy("B2C_1A_A", attributes: $" {attribute}"));

        (await folder.ValidateAsync("a.xml")).Output.Should().Contain("error schema").And.Contain($"'{name}' attribute is invalid");
    }

    [Theory]
    [InlineData("ServiceUrl", "https://[yourfunction].azurewebsites.net/api", "[yourfunction]")]
    [InlineData("ServiceUrl", "@url@", "@url@")]
    [InlineData("ServiceUrl", "-- deployed app location url --", "-- deployed app location url --")]
    [InlineData("ServiceUrl", "https://${HOST}/api", "${HOST}")]
    [InlineData("ServiceUrl", "https://#{Host}#/api", "#{Host}#")]
    [InlineData("ServiceUrl", "https://__HOST__/api", "__HOST__")]
    [InlineData("ServiceUrl", "https://%BASE_HOST%/api", "%BASE_HOST%")]
    [InlineData("ServiceUrl", "https://{{host}}/api", "{{host}}")]
    [InlineData("ServiceUrl", "https://$(Host)/api", "$(Host)")]
    [InlineData("ServiceUrl", "https://&lt;your-function&gt;.azurewebsites.net", "<your-function>")]
    [InlineData("ServiceUrl", "https://your-app.azurewebsites.net", "your-app")]
    [InlineData("ServiceUrl", "https://yourFunctionApp.azurewebsites.net", "yourFunctionApp")]
    [InlineData("ServiceUrl", "{Settings:Api}", "{Settings:Api}")]
    [InlineData("METADATA", "https://login.microsoftonline.com/yourtenant.onmicrosoft.com/v2.0", "yourtenant.onmicrosoft.com")]
    [InlineData("METADATA", "https://tenant-name.b2clogin.com/", "tenant-name.b2clogin.com")]
    [InlineData("InstrumentationKey", "AppInsightsInstrumentationKey", "AppInsightsInstrumentationKey")]
    [InlineData("client_id", "ProxyIdentityExperienceFrameworkAppId", "ProxyIdentityExperienceFrameworkAppId")]
    [InlineData("client_id", "Your Twitter application consumer key", "Your Twitter application consumer key")]
    [InlineData("ClientId", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")]
    [InlineData("ApplicationObjectId", "Insert objectId here", "Insert objectId here")]
    [InlineData("UserMessageIfInvalid", "Contact {insert your company name}.", "{insert your company name}")]
    public async Task A_placeholder_in_a_valid_value_is_a_note(string key, string value, string placeholder)
    {
        using var folder = CreateProfile($"<Item Key=\"{key}\">{value}</Item>");

        var result = await folder.ValidateAsync("a.xml");

        result.ExitCode.Should().Be(0, result.Output);
        result.Output.Should().MatchRegex($"^a\\.xml:\\d+:\\d+: note placeholder: '{Regex.Escape(placeholder)}' in {key} looks like an unfilled placeholder\\.")
            .And.EndWith($"1 policy, 1 accepted, 0 refused, 1 note{Environment.NewLine}");
    }

    [Theory]
    [InlineData("ServiceUrl", "https://api.contoso.com/users/{objectId}?q=%C3%A9%2Fa&amp;t={Culture:LanguageName}")]
    [InlineData("ServiceUrl", "https://www.yourparkingspace.co.uk/api")]
    [InlineData("ServiceUrl", "https://[2001:db8::1]/api")]
    [InlineData("METADATA", "https://login.microsoftonline.com/{tenant}/.well-known/openid-configuration")]
    [InlineData("client_id", "{service:te}")]
    [InlineData("client_id", "{Settings.client}")]
    [InlineData("Subject", "Your code from contoso")]
    [InlineData("UserMessageIfInvalidPassword", "Your password is incorrect. Enter [another] one, 100% of it.")]
    [InlineData("ClaimsEndpoint", "https://graph.facebook.com/me?fields=id,first_name,name,email")]
    [InlineData("scope", "openid profile offline_access https://contoso.onmicrosoft.com/api/user_impersonation")]
    [InlineData("ProviderName", "https://sts.windows.net/")]
    [InlineData("DefaultUserMessage", "-- Select --")]
    [InlineData("claims", "{\"id_token\":{\"email\":null}}")]
    [InlineData("issuer_refresh_token_user_identity_claim_type", "objectId")]
    [InlineData("email", "support@contoso.com")]
    public async Task Ordinary_content_is_not_a_placeholder(string key, string value)
    {
        using var folder = CreateProfile($"<Item Key=\"{key}\">{value}</Item>");

        (await folder.ValidateAsync("a.xml")).Output.Should().Be($"1 policy, 1 accepted, 0 refused, 0 notes{Environment.NewLine}");
    }

    [Theory]
    [InlineData("{Settings:Key}")]
    [InlineData("B2C_1A___KEY__")]
    public async Task An_error_about_a_placeholder_is_a_note_and_other_errors_are_found(string keySet)
    {
        using var folder = new PolicyFolder()
            .WriteKey("a.xml", "B2C_1A_A", keySet)
            .WriteKey("b.xml", "B2C_1A_B", "B2C_1A_Gone", "B2C_1A_A");

        var result = await folder.ValidateAsync(".", "--keys", "Other");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("a.xml:").And.Contain($"note key-set-exists: Tenant \"contoso.onmicrosoft.com\" does not have CryptographicKey referenced by storageReferenceId \"{keySet}\"")
            .And.Contain("error key-set-exists: Tenant \"contoso.onmicrosoft.com\" does not have CryptographicKey referenced by storageReferenceId \"B2C_1A_Gone\"")
            .And.Contain("2 policies, 1 accepted, 1 refused");
    }

    [StarterPackFact]
    public async Task In_the_starter_pack_only_the_values_that_its_users_must_fill_in_are_placeholders()
    {
        var result = await CommandRunner.RunAsync(StarterPack.Root!, "validate", ".", "--ignore-keys");

        NotePattern().Matches(result.Output).Select(match => match.Groups["text"].Value).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(
            "yourtenant.onmicrosoft.com", "ProxyIdentityExperienceFrameworkAppId", "IdentityExperienceFrameworkAppId", "facebook_clientid", "LinkedIn client_id",
            "{insert your application name}", "{insert your privacy statement URL}", "{insert your terms and conditions URL}");
    }

    private static PolicyFolder CreateProfile(string item) => new PolicyFolder().Write("a.xml", TrustFrameworkClient.Policy("B2C_1A_A", innerXml: $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>A</DisplayName><TechnicalProfiles><TechnicalProfile Id="A"><DisplayName>A</DisplayName><Protocol Name="None" />
        <Metadata>{item}</Metadata></TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """));

    [GeneratedRegex("note placeholder: '(?<text>[^']+)' in ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NotePattern();
}
