using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;

namespace TrustFramework.Engine.Tests.Journeys;

/// <summary>The values of claim resolvers in a journey: runtime 6.7.</summary>
public sealed class ClaimResolverTests
{
    [Theory]
    [InlineData("{Culture:LanguageName}", "en")]
    [InlineData("{Culture:LCID}", "1033")]
    [InlineData("{Culture:RegionName}", "US")]
    [InlineData("{Culture:RFC5646}", "en-US")]
    [InlineData("{Policy:PolicyId}", "B2C_1A_Test")]
    [InlineData("{policy}", "b2c_1a_test")]
    [InlineData("{Policy:RelyingPartyTenantId}", "contoso.onmicrosoft.com")]
    [InlineData("{Policy:TrustFrameworkTenantId}", "contoso.onmicrosoft.com")]
    [InlineData("{Policy:TenantObjectId}", "11111111-0000-4000-8000-000000000001")]
    [InlineData("{Context:BuildNumber}", "1.0.0.0")]
    [InlineData("{Context:CorrelationId}", "22222222-0000-4000-8000-000000000001")]
    [InlineData("{Context:DateTimeInUtc}", "11/29/2026 12:00:00 PM")]
    [InlineData("{Context:DeploymentMode}", "Production")]
    [InlineData("{Context:HostName}", "contoso.b2clogin.com")]
    [InlineData("{Context:IPAddress}", "192.0.2.1")]
    [InlineData("{CONTEXT:KMSI}", "true")]
    [InlineData("{OIDC:AuthenticationContextReferences}", "mfa")]
    [InlineData("{OIDC:ClientId}", "app")]
    [InlineData("{OIDC:DomainHint}", "facebook.com")]
    [InlineData("{OIDC:LoginHint}", "someone@contoso.com")]
    [InlineData("{OIDC:MaxAge}", "1234")]
    [InlineData("{OIDC:scope}", "openid")]
    [InlineData("{OIDC:Resource}", null)]
    [InlineData("{OIDC:Password}", null)]
    [InlineData("{OAUTH-KV:campaignId}", "holidays")]
    [InlineData("{OAUTH-KV:client_secret}", null)]
    [InlineData("{OAUTH-KV:absent}", null)]
    [InlineData("{Claim:displayName}", "Jane")]
    [InlineData("{Settings:Tenant}", "{Settings:Tenant}")]
    [InlineData("{Policy:Unknown}", null)]
    [InlineData("a {OIDC:ClientId} b", "a app b")]
    public void A_resolver_has_the_value_of_the_request(string text, string? expected) => Resolve(text, "fr!! en-US").Should().Be(expected);

    [Theory]
    [InlineData("de fr", "", "de")]
    [InlineData("de fr", "fr", "fr")]
    [InlineData("de-AT fr", "de", "de-AT")]
    [InlineData("", "fr", "en")]
    public void The_language_is_the_first_one_that_the_policy_supports(string locales, string supported, string expected) => Resolve("{Culture:RFC5646}", locales, supported).Should().Be(expected);

    private static string? Resolve(string text, string locales, string supported = "")
    {
        var blocks = supported.Length == 0 ? "" : $"""<Localization Enabled="true"><SupportedLanguages DefaultLanguage="{supported}"><SupportedLanguage>{supported}</SupportedLanguage></SupportedLanguages></Localization>""";
        var journey = TestJourney.Create("", blocks: blocks);
        var request = TestJourney.Request(
            ("ui_locales", locales), ("acr_values", "mfa"), ("client_id", "app"), ("domain_hint", "facebook.com"), ("login_hint", "someone@contoso.com"), ("max_age", "1234"), ("scope", "openid"),
            ("campaignId", "holidays"), ("client_secret", "secret"), ("password", "secret"));
        return JourneyResolvers.Create(
            journey.Policy, new JourneyTenant("11111111-0000-4000-8000-000000000001", "contoso.onmicrosoft.com", "contoso"), request with { HostName = "contoso.b2clogin.com", KeepSignedIn = true }, journey.Now, ClaimsBag.Empty.WithText("displayName", "Jane")).Resolve(text);
    }
}
