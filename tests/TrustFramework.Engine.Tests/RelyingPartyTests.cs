using System.Text;
using System.Text.Json.Nodes;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Issuing;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Tests;

/// <summary>The relying party of a merged policy and its tokens.</summary>
public sealed class RelyingPartyTests
{
    private static readonly ClaimResolvers NoResolvers = new(_ => null, name => name.StartsWith("OIDC:", StringComparison.Ordinal));

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        var party = Read();

        (party.Issuer.Id, party.Issuer.SigningKeySetId, party.Issuer.RefreshTokenKeySetId).Should().Be(("JwtIssuer", "B2C_1A_Sign", null));
        (party.Issuer.AccessTokenLifetime.TotalSeconds, party.Issuer.IdTokenLifetime.TotalSeconds, party.Issuer.RefreshTokenLifetime.TotalSeconds, party.Issuer.RollingRefreshTokenLifetime?.TotalSeconds)
            .Should().Be((3600, 3600, 1_209_600, 7_776_000));
        (party.Issuer.HasPolicyInIssuer, party.Issuer.IssuesAcr, party.Issuer.SendsNumbers, party.Issuer.UserIdentityClaimType).Should().Be((false, true, false, "objectId"));
        party.SingleSignOn.Should().Be(new SingleSignOnBehavior(SingleSignOnScope.Tenant, TimeSpan.FromDays(1), IsRolling: true, RequiresIdTokenHintOnLogout: false));
        (party.UserInfoJourneyId, party.AcceptsPasswords, party.FrameAncestors).Should().Be((null, false, null));
    }

    [Fact]
    public void Metadata_of_the_issuer_and_behaviors_of_the_relying_party_are_read()
    {
        var party = Read(
            metadata: """
            <Metadata><Item Key="IssuanceClaimPattern">AuthorityWithTfp</Item><Item Key="AuthenticationContextReferenceClaimPattern">None</Item><Item Key="token_lifetime_secs">300</Item>
              <Item Key="id_token_lifetime_secs">301</Item><Item Key="refresh_token_lifetime_secs">86400</Item><Item Key="allow_infinite_rolling_refresh_token">true</Item>
              <Item Key="SendTokenResponseBodyWithJsonNumbers">true</Item></Metadata>
            """,
            relyingParty: """
            <Endpoints><Endpoint Id="UserInfo" UserJourneyReferenceId="Sign" /></Endpoints>
            <UserJourneyBehaviors><SingleSignOn Scope="Policy" EnforceIdTokenHintOnLogout="true" /><SessionExpiryType>Absolute</SessionExpiryType><SessionExpiryInSeconds>900</SessionExpiryInSeconds>
              <JourneyFraming Enabled="true" Sources="https://a.example https://b.example;script-src &#233;" /></UserJourneyBehaviors>
            """);

        (party.Issuer.AccessTokenLifetime.TotalSeconds, party.Issuer.IdTokenLifetime.TotalSeconds, party.Issuer.RefreshTokenLifetime.TotalSeconds, party.Issuer.RollingRefreshTokenLifetime)
            .Should().Be((300, 301, 86400, null));
        (party.Issuer.HasPolicyInIssuer, party.Issuer.IssuesAcr, party.Issuer.SendsNumbers, party.UserInfoJourneyId).Should().Be((true, false, true, "Sign"));
        party.SingleSignOn.Should().Be(new SingleSignOnBehavior(SingleSignOnScope.Policy, TimeSpan.FromMinutes(15), IsRolling: false, RequiresIdTokenHintOnLogout: true));
        party.FrameAncestors.Should().Be("https://a.example");
    }

    [Fact]
    public void Claims_have_the_name_the_type_and_the_default_of_the_policy()
    {
        var party = Read(claims: """
            <OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /><OutputClaim ClaimTypeReferenceId="OBJECTID" />
            <OutputClaim ClaimTypeReferenceId="displayName" /><OutputClaim ClaimTypeReferenceId="born" /><OutputClaim ClaimTypeReferenceId="level" DefaultValue="7" />
            <OutputClaim ClaimTypeReferenceId="tags" /><OutputClaim ClaimTypeReferenceId="isNew" DefaultValue="true" AlwaysUseDefaultValue="true" />
            <OutputClaim ClaimTypeReferenceId="hint" DefaultValue="{OIDC:LoginHint}" /><OutputClaim ClaimTypeReferenceId="empty" DefaultValue="filled" /><OutputClaim ClaimTypeReferenceId="absent" />
            <OutputClaim ClaimTypeReferenceId="trustFrameworkPolicy" DefaultValue="{policy}" />
            """);
        var bag = ClaimsBag.Empty.WithText("objectId", "1").WithText("displayName", "Jane \"J\" <b>").With("born", new ClaimValue.DateTimeValue(DateTimeOffset.UnixEpoch.AddSeconds(5)))
            .With("tags", new ClaimValue.CollectionValue(["a,b"])).With("isNew", new ClaimValue.BooleanValue(false)).WithText("empty", "");

        var claims = party.GetTokenClaims(bag, NoResolvers);

        ToJson(claims!).Should().Be("""{"sub":"1","oid":"1","name":"Jane \"J\" <b>","born":5,"level":7,"tags":["a,b"],"isNew":true,"empty":"filled","tfp":"{policy}"}""");
        party.ClaimNames.Should().Equal("sub", "oid", "name", "born", "level", "tags", "isNew", "hint", "empty", "absent", "tfp");
        party.GetTokenClaims(bag.With("objectId", null), NoResolvers).Should().BeNull();
    }

    [Fact]
    public void The_subject_can_be_another_claim_and_be_left_out()
    {
        var party = Read(subject: """<SubjectNamingInfo ClaimType="name" ExcludeAsClaim="true" />""", claims: """<OutputClaim ClaimTypeReferenceId="displayName" />""");

        ToJson(party.GetTokenClaims(ClaimsBag.Empty.WithText("displayName", "Jane"), NoResolvers)!).Should().Be("""{"sub":"Jane"}""");
        party.ClaimNames.Should().Equal("sub");
    }

    [Fact]
    public void An_output_claim_does_not_replace_a_claim_of_the_protocol()
    {
        var party = Read(claims: """<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /><OutputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="iss" />""");
        var payload = new TokenPayload
        {
            Issuer = "https://issuer/",
            Audience = "app",
            IssuedAt = DateTimeOffset.UnixEpoch,
            Lifetime = TimeSpan.FromSeconds(9),
            Claims = party.GetTokenClaims(ClaimsBag.Empty.WithText("objectId", "1").WithText("displayName", "https://evil/"), NoResolvers)!,
        };

        payload.ToJson().Should().Be("""{"exp":9,"nbf":0,"ver":"1.0","iss":"https://issuer/","aud":"app","iat":0,"sub":"1"}""");
    }

    [Theory]
    [InlineData("DefaultUserJourney ReferenceId=\"Sign\"", "DefaultUserJourney ReferenceId=\"Other\"", typeof(RelyingPartyError.NoDefaultJourney))]
    [InlineData("Type=\"SendClaims\"", "Type=\"ClaimsExchange\"", typeof(RelyingPartyError.NoSendClaimsStep))]
    [InlineData(" CpimIssuerTechnicalProfileReferenceId=\"JwtIssuer\"", "", typeof(RelyingPartyError.NoIssuer))]
    [InlineData(" CpimIssuerTechnicalProfileReferenceId=\"JwtIssuer\"", " CpimIssuerTechnicalProfileReferenceId=\"Other\"", typeof(RelyingPartyError.ProfileMissing))]
    [InlineData("issuer_secret", "other", typeof(RelyingPartyError.KeyMissing))]
    [InlineData(">JWT<", ">SAML2<", typeof(RelyingPartyError.FormatUnsupported))]
    public void A_policy_that_cannot_issue_tokens_is_refused_by_name(string text, string replacement, Type error) =>
        RelyingParty.Read(Merge(CreatePolicy().Replace(text, replacement, StringComparison.Ordinal))).Error.Should().BeOfType(error);

    private static RelyingParty Read(
        string metadata = "", string relyingParty = "", string subject = """<SubjectNamingInfo ClaimType="sub" />""", string claims = """<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />""") =>
        RelyingParty.Read(Merge(CreatePolicy(metadata, relyingParty, subject, claims))).Value;

    private static string CreatePolicy(string metadata = "", string relyingParty = "", string subject = "", string claims = "") =>
        $"""
        <TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_A" PublicPolicyUri="http://contoso.onmicrosoft.com/B2C_1A_A">
          <BuildingBlocks><ClaimsSchema>
            <ClaimType Id="objectId"><DisplayName>id</DisplayName><DataType>string</DataType><DefaultPartnerClaimTypes><Protocol Name="OAuth2" PartnerClaimType="x" /><Protocol Name="OpenIdConnect" PartnerClaimType="oid" /></DefaultPartnerClaimTypes></ClaimType>
            <ClaimType Id="displayName"><DisplayName>name</DisplayName><DataType>string</DataType><DefaultPartnerClaimTypes><Protocol Name="OpenIdConnect" PartnerClaimType="name" /></DefaultPartnerClaimTypes></ClaimType>
            <ClaimType Id="born"><DisplayName>born</DisplayName><DataType>dateTime</DataType></ClaimType>
            <ClaimType Id="level"><DisplayName>level</DisplayName><DataType>int</DataType></ClaimType>
            <ClaimType Id="tags"><DisplayName>tags</DisplayName><DataType>stringCollection</DataType></ClaimType>
            <ClaimType Id="isNew"><DisplayName>new</DisplayName><DataType>boolean</DataType></ClaimType>
          </ClaimsSchema></BuildingBlocks>
          <ClaimsProviders><ClaimsProvider><DisplayName>Issuer</DisplayName><TechnicalProfiles><TechnicalProfile Id="JwtIssuer">
            <DisplayName>JWT</DisplayName><Protocol Name="OpenIdConnect" /><OutputTokenFormat>JWT</OutputTokenFormat>{metadata}
            <CryptographicKeys><Key Id="issuer_secret" StorageReferenceId="B2C_1A_Sign" /></CryptographicKeys>
          </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
          <UserJourneys><UserJourney Id="Sign"><OrchestrationSteps>
            <OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
          </OrchestrationSteps></UserJourney></UserJourneys>
          <RelyingParty><DefaultUserJourney ReferenceId="Sign" />{relyingParty}
            <TechnicalProfile Id="PolicyProfile"><DisplayName>Profile</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims>{claims}</OutputClaims>{subject}</TechnicalProfile>
          </RelyingParty>
        </TrustFrameworkPolicy>
        """;

    private static TrustFramework.PolicyXml.Merging.MergedPolicy Merge(string xml) =>
        PolicyChain.Load(PolicyReader.Read(Encoding.UTF8.GetBytes(xml)).Value, _ => null).Merge()!;

    private static string ToJson(IReadOnlyList<TokenClaim> claims)
    {
        var payload = JsonNode.Parse(new TokenPayload { Issuer = "", Audience = "", IssuedAt = default, Lifetime = default, Claims = claims }.ToJson())!.AsObject();
        foreach (var name in new[] { "exp", "nbf", "ver", "iss", "aud", "iat" })
            payload.Remove(name);
        return payload.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
