using static TrustFramework.PolicyXml.Tests.Rules.ProviderPolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>Mistakes that the service was reported to refuse.</summary>
public sealed class ReportedRefusalTests
{
    private static readonly string NoopProfile = Profile("Any", Protocol("None"));

    [Theory]
    [InlineData("token_lifetime_secs", "300", true)]
    [InlineData("token_lifetime_secs", "86400", true)]
    [InlineData("token_lifetime_secs", "299", false)]
    [InlineData("token_lifetime_secs", "86401", false)]
    [InlineData("id_token_lifetime_secs", "259200", true)]
    [InlineData("id_token_lifetime_secs", "604800", true)]
    [InlineData("id_token_lifetime_secs", "60", false)]
    [InlineData("id_token_lifetime_secs", "864000", false)]
    [InlineData("id_token_lifetime_secs", "one hour", false)]
    [InlineData("id_token_lifetime_secs", "3600.5", false)]
    [InlineData("id_token_lifetime_secs", "-3600", false)]
    [InlineData("id_token_lifetime_secs", "99999999999999999999", false)]
    [InlineData("id_token_lifetime_secs", "", true)]
    [InlineData("id_token_lifetime_secs", "{Settings:Lifetime}", true)]
    [InlineData("refresh_token_lifetime_secs", "86399", false)]
    [InlineData("refresh_token_lifetime_secs", "7776000", true)]
    [InlineData("rolling_refresh_token_lifetime_secs", "31536001", false)]
    public void The_lifetimes_of_an_issuer_are_in_their_ranges(string key, string value, bool isValid) =>
        ValidateIssuer((key, value)).Should().HaveCount(isValid ? 0 : 1).And.NotContain(message => !message.Contains($"'{key}'", StringComparison.Ordinal));

    [Theory]
    [InlineData("86400", false)]
    [InlineData("86401", true)]
    [InlineData("", true)]
    public void An_id_token_expires_before_the_refresh_token(string refreshTokenLifetime, bool isValid) =>
        ValidateIssuer(("id_token_lifetime_secs", "86400"), ("refresh_token_lifetime_secs", refreshTokenLifetime)).Should().HaveCount(isValid ? 0 : 1);

    [Fact]
    public void The_lifetimes_of_an_issuer_in_a_base_policy_are_not_checked() => ValidateSteps(
        Profile("Issuer", Protocol("None", "JWT") + Metadata(("client_id", "service:te"), ("id_token_lifetime_secs", "1")) + IssuerKeys),
        SendClaimsStep(1),
        relyingPartyProfile: null).Should().BeEmpty("a child can replace them");

    [Theory]
    [InlineData("<SessionExpiryInSeconds>899</SessionExpiryInSeconds>", false)]
    [InlineData("<SessionExpiryInSeconds>900</SessionExpiryInSeconds>", true)]
    [InlineData("<SessionExpiryInSeconds>86400</SessionExpiryInSeconds>", true)]
    [InlineData("<SessionExpiryInSeconds>86401</SessionExpiryInSeconds>", false)]
    [InlineData("""<SingleSignOn Scope="Tenant" KeepAliveInDays="0" />""", true)]
    [InlineData("""<SingleSignOn Scope="Tenant" KeepAliveInDays="90" />""", true)]
    [InlineData("""<SingleSignOn Scope="Tenant" KeepAliveInDays="91" />""", false)]
    [InlineData("""<SingleSignOn Scope="Tenant" KeepAliveInDays="-1" />""", false)]
    public void Numbers_in_the_behaviors_are_in_their_ranges(string behaviors, bool isValid)
    {
        var policy = CreateContent(NoopProfile + JwtIssuer, Step(1, "Any") + SendClaimsStep(2), Protocol("OpenIdConnect"));
        var child = $"""<RelyingParty><DefaultUserJourney ReferenceId="SignIn" /><UserJourneyBehaviors>{behaviors}</UserJourneyBehaviors></RelyingParty>""";

        Sample.Validate(RuleSample.Create(policy, child)).Findings.Should().HaveCount(isValid ? 0 : 1);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_REST_profile_sends_one_API_key(int keys, bool isValid)
    {
        var cryptographicKeys = string.Concat(Enumerable.Range(0, keys).Select(i => $"""<Key Id="x-key-{i}" StorageReferenceId="{RuleSample.KeySet}" />"""));
        var profile = Handler("RestfulProvider") + Metadata(("ServiceUrl", "https://api.example"), ("AuthenticationType", "ApiKeyHeader"))
            + $"<CryptographicKeys>{cryptographicKeys}</CryptographicKeys>";

        ValidateProfile(Profile("Any", profile)).Should().HaveCount(isValid ? 0 : 1);
    }

    [Fact]
    public void A_claims_provider_has_a_display_name() => Sample.GetOnlyMessage(Sample.Policy(content:
        """


        <ClaimsProviders>
          <ClaimsProvider><TechnicalProfiles /></ClaimsProvider>
        </ClaimsProviders>
        """)).Should().Be("The element node \"ClaimsProvider\" at line 5 is missing the required element \"DisplayName\".");

    [Theory]
    [InlineData("", "DisplayName")]
    [InlineData("<DisplayName>Write</DisplayName>", "Protocol")]
    public void A_fragment_of_a_profile_that_no_base_policy_defines_is_rejected(string elements, string missing) => Sample.Validate(RuleSample.Create(
        "", Fragment(elements))).Findings.Should().ContainSingle().Which.Message.Should().Be(
            $"The required \"{missing}\" element is missing from TechnicalProfile with id \"AAD-Write\"");

    [Fact]
    public void A_fragment_may_extend_a_profile_of_a_base_policy_with_metadata_alone() => Sample.Validate(RuleSample.Create(
        Fragment("""<DisplayName>Write</DisplayName><Protocol Name="None" />"""), Fragment(""))).Findings.Should().BeEmpty();

    [Fact]
    public void A_profile_may_include_its_display_name_and_protocol() => ValidateProfile(
        Profile("Common", Protocol("None")) + """<TechnicalProfile Id="Any"><IncludeTechnicalProfile ReferenceId="Common" /></TechnicalProfile>""").Should().BeEmpty();

    [Theory]
    [InlineData("OpenIdConnect", "JSON")]
    [InlineData("OAuth2", "JWT")]
    public void An_identity_provider_with_an_output_token_format_is_checked_like_any_other(string protocol, string format) =>
        ValidateProfile(Profile("Any", Protocol(protocol, format))).Should().Contain(message => message.Contains("client_id", StringComparison.Ordinal));

    [Fact]
    public void An_empty_key_set_id_is_rejected_even_when_key_sets_are_not_checked()
    {
        var policy = $"<ClaimsProviders><ClaimsProvider><DisplayName>P</DisplayName><TechnicalProfiles>{Profile("Any", Protocol("None") + """<CryptographicKeys><Key Id="k" StorageReferenceId="" /></CryptographicKeys>""")}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

        Sample.GetOnlyMessage(Sample.Policy(content: policy)).Should().Contain("storageReferenceId \"\"");
    }

    private static string[] ValidateIssuer(params (string Key, string Value)[] items) => ValidateSteps(
        NoopProfile + Profile("Issuer", Protocol("None", "JWT") + Metadata([("client_id", "service:te"), .. items]) + IssuerKeys), Step(1, "Any") + SendClaimsStep(2));

    private static string Fragment(string elements) =>
        $"""
        <ClaimsProviders><ClaimsProvider><DisplayName>Directory</DisplayName><TechnicalProfiles>
          <TechnicalProfile Id="AAD-Write">{elements}<Metadata><Item Key="Operation">Write</Item></Metadata></TechnicalProfile>
        </TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;
}
