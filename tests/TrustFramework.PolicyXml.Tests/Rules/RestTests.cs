using static TrustFramework.PolicyXml.Tests.Rules.ReachableProfilePolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

public sealed class RestTests
{
    private const string InsecureMessage =
        "Profile 'Reached' uses an insecure authentication mode that is only allowed in production mode policies with metadata key "
        + "'AllowInsecureAuthInProduction' set to true.";

    private static readonly (string Key, string Value) AllowInsecureAuth = ("AllowInsecureAuthInProduction", "true");

    [Theory]
    [InlineData("")]
    [InlineData("""DeploymentMode="Production" """)]
    public void No_authentication_in_production_must_be_allowed_explicitly(string attributes) =>
        (RestProfile("none") with { RootAttributes = attributes }).GetMessages().Should().Equal(InsecureMessage);

    [Theory]
    [InlineData("""DeploymentMode="Development" """)]
    [InlineData("""DeploymentMode="Debugging" """)]
    public void No_authentication_is_accepted_outside_of_production(string attributes) =>
        (RestProfile("None") with { RootAttributes = attributes }).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData("false")]
    [InlineData("yes")]
    [InlineData("")]
    public void Only_the_value_true_allows_no_authentication(string value) =>
        RestProfile("None", ("AllowInsecureAuthInProduction", value)).GetMessages().Should().Equal(InsecureMessage);

    [Fact]
    public void The_key_that_allows_no_authentication_ignores_case() =>
        RestProfile("None", ("allowinsecureauthinproduction", "True")).GetMessages().Should().BeEmpty();

    [Fact]
    public void The_deployment_mode_of_a_base_policy_is_ignored()
    {
        const string Mode = """DeploymentMode="Development" """;
        var baseFile = RuleSample.CreateFile("B2C_1A_Base", null, RestProfile("None").CreateContent(), Mode);

        var result = Sample.Validate(new RuleSample([baseFile, RuleSample.CreateFile("B2C_1A_Leaf", "B2C_1A_Base", "")]));

        result.Findings.Should().ContainSingle().Which.Message.Should().Be(InsecureMessage);
        result.Findings[0].PolicyId.Should().Be("B2C_1A_Base");
    }

    [Fact]
    public void A_policy_without_a_relying_party_is_not_checked() =>
        (RestProfile("None", ("SendClaimsIn", "Cookie")) with { HasRelyingParty = false }).GetMessages().Should().BeEmpty();

    [Fact]
    public void A_profile_that_no_journey_uses_may_be_insecure_and_incomplete() =>
        (RestProfile("None", AllowInsecureAuth) with { OtherProfiles = Profile("Unused", "RestfulProvider", Metadata(("AuthenticationType", "None"))) })
            .GetMessages().Should().BeEmpty();

    [Fact]
    public void A_profile_requires_a_service_URL_and_an_authentication_type() =>
        new ReachableProfilePolicy("RestfulProvider", Metadata(("SendClaimsIn", "Body"))).GetMessages().Should().Equal(
            "Profile 'Reached' does not contain the required metadata key 'ServiceUrl'.",
            "Profile 'Reached' does not contain the required metadata key 'AuthenticationType'.");

    [Theory]
    [InlineData("OAuth2")]
    [InlineData("")]
    public void An_unknown_authentication_type_is_rejected(string type) =>
        RestProfile(type).GetMessages().Should().Equal(
            $"Profile 'Reached' contains the unsupported authentication type '{type}'. "
            + "Expected one of 'None', 'Basic', 'ClientCertificate', 'Bearer' or 'ApiKeyHeader'.");

    [Fact]
    public void An_unknown_value_of_SendClaimsIn_is_rejected() =>
        RestProfile("None", AllowInsecureAuth, ("SendClaimsIn", "Cookie")).GetMessages().Should().Equal(
            "Profile 'Reached' contains the unsupported SendClaimsIn type 'Cookie'. Expected one of 'Body', 'Form', 'Header', 'Url' or 'QueryString'.");

    [Theory]
    [InlineData("Body")]
    [InlineData("Form")]
    [InlineData("Header")]
    [InlineData("Url")]
    [InlineData("querystring")]
    public void Known_values_of_SendClaimsIn_are_accepted(string place) => RestProfile("None", AllowInsecureAuth, ("SendClaimsIn", place)).GetMessages().Should().BeEmpty();

    [Fact]
    public void SendClaimsIn_is_optional() => RestProfile("None", AllowInsecureAuth).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData("Basic", "BasicAuthenticationUsername", "BasicAuthenticationPassword")]
    [InlineData("ClientCertificate", "ClientCertificate")]
    [InlineData("ApiKeyHeader", "ApiKeyHeader")]
    public void An_authentication_type_requires_its_keys(string type, params string[] keys) =>
        RestProfile(type).GetMessages().Should().Equal(keys.Select(key =>
            $"Profile 'Reached' in policy 'B2C_1A_Party' in tenant 'contoso.onmicrosoft.com' does not contain the required cryptographic key '{key}'."));

    [Theory]
    [InlineData("Basic", "basicauthenticationusername", "BasicAuthenticationPassword")]
    [InlineData("ClientCertificate", "ClientCertificate")]
    [InlineData("ApiKeyHeader", "x-functions-key")]
    [InlineData("Bearer", "BearerAuthenticationToken")]
    public void An_authentication_type_with_its_keys_is_accepted(string type, params string[] keys) => AppendContent(RestProfile(type), CryptographicKeys(keys)).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Bearer_authentication_requires_a_token(string? claim) =>
        (claim is null ? RestProfile("Bearer") : RestProfile("Bearer", ("UseClaimAsBearerToken", claim))).GetMessages().Should().Equal(
            "Restful profile 'Reached' in policy 'B2C_1A_Party' in tenant 'contoso.onmicrosoft.com' specifies the bearer authentication type, "
            + "but does specify the metadata item 'UseClaimAsBearerToken' or it is empty.");

    [Fact]
    public void The_token_claim_must_be_an_input_claim() =>
        AppendContent(RestProfile("Bearer", ("UseClaimAsBearerToken", "displayName")), InputClaims).GetMessages().Should().Equal(
            "Restful profile 'Reached' in policy 'B2C_1A_Party' in tenant 'contoso.onmicrosoft.com' does not have the input claim 'displayName' "
            + "referenced by 'UseClaimAsBearerToken'.");

    [Theory]
    [InlineData("OBJECTID")]
    [InlineData("token")]
    public void The_token_claim_may_have_its_id_or_its_partner_name(string name) =>
        AppendContent(RestProfile("Bearer", ("UseClaimAsBearerToken", name)), InputClaims).GetMessages().Should().BeEmpty();

    [Fact]
    public void The_token_claim_is_not_checked_when_there_is_a_key() =>
        AppendContent(RestProfile("Bearer", ("UseClaimAsBearerToken", "displayName")), CryptographicKeys("BearerAuthenticationToken")).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("api.contoso.com/claims")]
    [InlineData("localhost:7071/api")]
    [InlineData("/api/claims")]
    public void An_invalid_service_URL_is_rejected(string address) =>
        RestProfileWithUrl(address).GetMessages().Should().Equal(
            $"Profile 'Reached' metadata contains the key 'ServiceUrl' which has the empty or invalid URL format of '{address}'.");

    [Theory]
    [InlineData("http://api.contoso.com/claims")]
    [InlineData("http://localhost:7071/api/claims")]
    [InlineData("https://api.contoso.com/v2/emailAddress?q=members&amp;projection=(elements*(handle~))")]
    [InlineData("https://{tenant}.contoso.com/{Claim:objectId}")]
    [InlineData("{Settings:ApiUrl}")]
    public void Http_and_URLs_with_claim_resolvers_are_accepted(string address) => RestProfileWithUrl(address).GetMessages().Should().BeEmpty();

    [Fact]
    public void Boolean_metadata_must_be_true_or_false() =>
        RestProfile("None", AllowInsecureAuth, ("DebugMode", "on")).GetMessages().Should().Equal(
            "Profile 'Reached' contains an invalid boolean for DebugMode. Expected either 'true' or 'false'.");

    private const string InputClaims = """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="token" /></InputClaims>""";

    private static ReachableProfilePolicy RestProfile(string type, params IEnumerable<(string Key, string Value)> metadata) =>
        new("RestfulProvider", Metadata([("ServiceUrl", "https://api.contoso.com"), ("AuthenticationType", type), .. metadata]));

    private static ReachableProfilePolicy RestProfileWithUrl(string url) =>
        new("RestfulProvider", Metadata(("ServiceUrl", url), ("AuthenticationType", "None"), AllowInsecureAuth));

    private static ReachableProfilePolicy AppendContent(ReachableProfilePolicy profile, string content) => profile with { ProfileContent = profile.ProfileContent + content };

    private static string CryptographicKeys(params IEnumerable<string> ids) =>
        $"<CryptographicKeys>{string.Concat(ids.Select(id => $"""<Key Id="{id}" StorageReferenceId="{RuleSample.KeySet}" />"""))}</CryptographicKeys>";
}
