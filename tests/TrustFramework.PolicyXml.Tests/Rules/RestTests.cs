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
    public void No_authentication_in_production_has_to_be_meant(string attributes) =>
        (RestProfile("none") with { RootAttributes = attributes }).GetMessages().Should().Equal(InsecureMessage);

    [Theory]
    [InlineData("""DeploymentMode="Development" """)]
    [InlineData("""DeploymentMode="Debugging" """)]
    public void No_authentication_is_fine_outside_of_production(string attributes) =>
        (RestProfile("None") with { RootAttributes = attributes }).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData("false")]
    [InlineData("yes")]
    [InlineData("")]
    public void What_is_not_true_does_not_allow_it(string value) =>
        RestProfile("None", ("AllowInsecureAuthInProduction", value)).GetMessages().Should().Equal(InsecureMessage);

    [Fact]
    public void The_key_that_allows_it_is_read_without_regard_to_case() =>
        RestProfile("None", ("allowinsecureauthinproduction", "True")).GetMessages().Should().BeEmpty();

    [Fact]
    public void The_deployment_mode_of_a_base_does_not_count()
    {
        const string Mode = """DeploymentMode="Development" """;
        var based = RuleSample.CreateFile("B2C_1A_Base", null, RestProfile("None").CreateContent(), Mode);

        var verdict = Sample.Validate(new RuleSample([based, RuleSample.CreateFile("B2C_1A_Leaf", "B2C_1A_Base", "")]));

        verdict.Findings.Should().ContainSingle().Which.Message.Should().Be(InsecureMessage);
        verdict.Findings[0].PolicyId.Should().Be("B2C_1A_Base");
    }

    [Fact]
    public void Without_a_relying_party_nothing_is_asked() =>
        (RestProfile("None", ("SendClaimsIn", "Cookie")) with { HasRelyingParty = false }).GetMessages().Should().BeEmpty();

    [Fact]
    public void A_profile_that_no_journey_uses_may_be_insecure_and_unfinished() =>
        (RestProfile("None", AllowInsecureAuth) with { OtherProfiles = Profile("Unused", "RestfulProvider", Metadata(("AuthenticationType", "None"))) })
            .GetMessages().Should().BeEmpty();

    [Fact]
    public void A_profile_says_where_the_service_is_and_how_it_authenticates_itself() =>
        new ReachableProfilePolicy("RestfulProvider", Metadata(("SendClaimsIn", "Body"))).GetMessages().Should().Equal(
            "Profile 'Reached' does not contain the required metadata key 'ServiceUrl'.",
            "Profile 'Reached' does not contain the required metadata key 'AuthenticationType'.");

    [Theory]
    [InlineData("OAuth2")]
    [InlineData("")]
    public void There_are_five_ways_to_authenticate(string type) =>
        RestProfile(type).GetMessages().Should().Equal(
            $"Profile 'Reached' contains the unsupported authentication type '{type}'. "
            + "Expected one of 'None', 'Basic', 'ClientCertificate', 'Bearer' or 'ApiKeyHeader'.");

    [Fact]
    public void There_are_five_places_for_claims() =>
        RestProfile("None", AllowInsecureAuth, ("SendClaimsIn", "Cookie")).GetMessages().Should().Equal(
            "Profile 'Reached' contains the unsupported SendClaimsIn type 'Cookie'. Expected one of 'Body', 'Form', 'Header', 'Url' or 'QueryString'.");

    [Theory]
    [InlineData("Body")]
    [InlineData("Form")]
    [InlineData("Header")]
    [InlineData("Url")]
    [InlineData("querystring")]
    public void Claims_go_to_each_of_these_places(string place) => RestProfile("None", AllowInsecureAuth, ("SendClaimsIn", place)).GetMessages().Should().BeEmpty();

    [Fact]
    public void The_place_for_claims_may_be_left_out() => RestProfile("None", AllowInsecureAuth).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData("Basic", "BasicAuthenticationUsername", "BasicAuthenticationPassword")]
    [InlineData("ClientCertificate", "ClientCertificate")]
    [InlineData("ApiKeyHeader", "ApiKeyHeader")]
    public void A_way_to_authenticate_needs_its_keys(string type, params string[] keys) =>
        RestProfile(type).GetMessages().Should().Equal(keys.Select(key =>
            $"Profile 'Reached' in policy 'B2C_1A_Party' in tenant 'contoso.onmicrosoft.com' does not contain the required cryptographic key '{key}'."));

    [Theory]
    [InlineData("Basic", "basicauthenticationusername", "BasicAuthenticationPassword")]
    [InlineData("ClientCertificate", "ClientCertificate")]
    [InlineData("ApiKeyHeader", "x-functions-key")]
    [InlineData("Bearer", "BearerAuthenticationToken")]
    public void With_its_keys_it_is_accepted(string type, params string[] keys) => AppendContent(RestProfile(type), CryptographicKeys(keys)).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Bearer_authentication_needs_a_token(string? claim) =>
        (claim is null ? RestProfile("Bearer") : RestProfile("Bearer", ("UseClaimAsBearerToken", claim))).GetMessages().Should().Equal(
            "Restful profile 'Reached' in policy 'B2C_1A_Party' in tenant 'contoso.onmicrosoft.com' specifies the bearer authentication type, "
            + "but does specify the metadata item 'UseClaimAsBearerToken' or it is empty.");

    [Fact]
    public void The_claim_that_is_the_token_is_an_input_claim() =>
        AppendContent(RestProfile("Bearer", ("UseClaimAsBearerToken", "displayName")), InputClaims).GetMessages().Should().Equal(
            "Restful profile 'Reached' in policy 'B2C_1A_Party' in tenant 'contoso.onmicrosoft.com' does not have the input claim 'displayName' "
            + "referenced by 'UseClaimAsBearerToken'.");

    [Theory]
    [InlineData("OBJECTID")]
    [InlineData("token")]
    public void The_token_goes_by_its_own_name_or_by_the_partners(string name) =>
        AppendContent(RestProfile("Bearer", ("UseClaimAsBearerToken", name)), InputClaims).GetMessages().Should().BeEmpty();

    [Fact]
    public void With_a_key_for_the_token_the_claim_is_not_looked_for() =>
        AppendContent(RestProfile("Bearer", ("UseClaimAsBearerToken", "displayName")), CryptographicKeys("BearerAuthenticationToken")).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("api.contoso.com/claims")]
    [InlineData("localhost:7071/api")]
    [InlineData("/api/claims")]
    public void The_service_url_is_a_url(string address) =>
        RestProfileWithUrl(address).GetMessages().Should().Equal(
            $"Profile 'Reached' metadata contains the key 'ServiceUrl' which has the empty or invalid URL format of '{address}'.");

    [Theory]
    [InlineData("http://api.contoso.com/claims")]
    [InlineData("http://localhost:7071/api/claims")]
    [InlineData("https://api.contoso.com/v2/emailAddress?q=members&amp;projection=(elements*(handle~))")]
    [InlineData("https://{tenant}.contoso.com/{Claim:objectId}")]
    [InlineData("{Settings:ApiUrl}")]
    public void Http_is_accepted_and_what_is_filled_in_later_is_not_looked_at(string address) => RestProfileWithUrl(address).GetMessages().Should().BeEmpty();

    [Fact]
    public void A_switch_is_true_or_false() =>
        RestProfile("None", AllowInsecureAuth, ("DebugMode", "on")).GetMessages().Should().Equal(
            "Profile 'Reached' contains an invalid boolean for DebugMode. Expected either 'true' or 'false'.");

    private const string InputClaims = """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="token" /></InputClaims>""";

    private static ReachableProfilePolicy RestProfile(string type, params IEnumerable<(string Key, string Value)> metadata) =>
        new("RestfulProvider", Metadata([("ServiceUrl", "https://api.contoso.com"), ("AuthenticationType", type), .. metadata]));

    private static ReachableProfilePolicy RestProfileWithUrl(string url) =>
        new("RestfulProvider", Metadata(("ServiceUrl", url), ("AuthenticationType", "None"), AllowInsecureAuth));

    private static ReachableProfilePolicy AppendContent(ReachableProfilePolicy profile, string inside) => profile with { ProfileContent = profile.ProfileContent + inside };

    private static string CryptographicKeys(params IEnumerable<string> ids) =>
        $"<CryptographicKeys>{string.Concat(ids.Select(id => $"""<Key Id="{id}" StorageReferenceId="{RuleSample.KeySet}" />"""))}</CryptographicKeys>";
}
