using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Tracing;
using static TrustFramework.Engine.Tests.Journeys.TestJourney;

namespace TrustFramework.Engine.Tests.Journeys;

/// <summary>Technical profiles without a page, and sessions: runtime 6.2, 7 and 8.</summary>
public sealed class ProfileTests
{
    private static readonly string Seed = Profile("Seed", Transformation, Output("\"objectId\" DefaultValue=\"user-1\"", "\"a\" DefaultValue=\"jane@example.com\""));

    [Theory]
    [InlineData("false", "a=jane@example.com objectId=unknown")]
    [InlineData("true", "AADB2C90053: We can't seem to find your account.")]
    public async Task A_read_of_an_unknown_user_gives_no_claims_or_an_error(string raisesError, string expected)
    {
        var journey = CreateDirectory("Read", Output("\"displayName\""), Item("RaiseErrorIfClaimsPrincipalDoesNotExist", raisesError), objectId: "unknown");

        Describe(await journey.StartAsync()).Should().Be(expected);
    }

    [Fact]
    public async Task A_read_returns_listed_attributes_of_which_missing_ones_keep_their_claims_or_have_their_default()
    {
        var journey = CreateDirectory("Read", Output("\"displayName\"", "\"a\" PartnerClaimType=\"absent\"", "\"b\" DefaultValue=\"default\"", "\"c\" PartnerClaimType=\"extension_level\""), Item("ClientId", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"));
        journey.Users.Add("user-1", ("displayName", "Jane"), ("city", "osaka"), ("extension_3f2504e04f8911d39a0c0305e82c3301_level", "7"));

        Describe(await journey.StartAsync()).Should().Be("a=jane@example.com b=default c=7 displayName=Jane objectId=user-1");
    }

    [Fact]
    public async Task A_write_creates_or_updates_the_user_and_deletions_remove_claims_or_the_user()
    {
        var persisted = """<PersistedClaims><PersistedClaim ClaimTypeReferenceId="objectId" /><PersistedClaim ClaimTypeReferenceId="a" PartnerClaimType="city" /><PersistedClaim ClaimTypeReferenceId="displayName" DefaultValue="unknown" /></PersistedClaims>""";
        var write = CreateDirectory("Write", persisted + Output("\"newUser\" PartnerClaimType=\"newClaimsPrincipalCreated\""), "");
        Describe(await write.StartAsync()).Should().Contain("newUser=true");
        write.Users.Entries.Single().Attributes.All.Select(attribute => $"{attribute.Key}={attribute.Value.ToText()}").Should().Equal("city=jane@example.com", "displayName=unknown");
        write.Users.Add("user-1");
        write.Users.Entries.RemoveAt(0);
        Describe(await write.StartAsync()).Should().Contain("newUser=false");

        var deleteClaims = CreateDirectory("DeleteClaims", persisted, "");
        deleteClaims.Users.Add("user-1", ("city", "osaka"), ("surname", "Doe"));
        await deleteClaims.StartAsync();
        deleteClaims.Users.Entries.Single().Attributes.All.Select(attribute => attribute.Key).Should().Equal("surname");

        var delete = CreateDirectory("DeleteClaimsPrincipal", "", "");
        delete.Users.Add("user-1");
        await delete.StartAsync();
        delete.Users.Entries.Should().BeEmpty();
    }

    [Theory]
    [InlineData("nobody@example.com", "right", "waiting at Page: We can't seem to find your account.")]
    [InlineData("jane@example.com", "wrong", "waiting at Page: Your password is incorrect.")]
    [InlineData("jane@example.com", "disabled", "waiting at Page: Your account has been locked. Contact your support person to unlock it, then try again.")]
    [InlineData("jane@example.com", "locked", "waiting at Page: Your account is temporarily locked to prevent unauthorized use. Try again later.")]
    [InlineData("jane@example.com", "expired", "waiting at Page: Your password has expired.")]
    [InlineData("jane@example.com", "right", "authenticationSource=local objectId=user-1 signInName=jane@example.com")]
    public async Task A_local_account_signs_in_with_its_password(string name, string password, string expected)
    {
        var journey = Create(Exchange(1, "Page"), Profile("Page", SelfAsserted, $"""
            {Output("\"signInName\" Required=\"true\"", "\"password\" Required=\"true\"", "\"objectId\"", "\"authenticationSource\"")}
            <ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="login" /></ValidationTechnicalProfiles>
            """) + Profile("login", """<Protocol Name="OpenIdConnect" />""", $"""
            <InputClaims><InputClaim ClaimTypeReferenceId="signInName" PartnerClaimType="username" Required="true" /><InputClaim ClaimTypeReferenceId="password" Required="true" />
            <InputClaim ClaimTypeReferenceId="grant_type" DefaultValue="password" AlwaysUseDefaultValue="true" /></InputClaims>
            {Output("\"objectId\" PartnerClaimType=\"oid\"", "\"authenticationSource\" DefaultValue=\"local\"")}
            """));
        journey.Users.Add("user-1", ("signInNames.emailAddress", "jane@example.com"), ("password", "right"));

        Describe(await journey.AnswerAsync(await journey.StartAsync(), ("signInName", name), ("password", password))).Should().Be(expected);
    }

    [Fact]
    public async Task An_attribute_that_does_not_identify_users_is_named()
    {
        var journey = Create(Exchange(1, "Read"), Profile("Read", TestJourney.Directory, $"<Metadata>{Item("Operation", "Read")}</Metadata><InputClaims><InputClaim ClaimTypeReferenceId=\"displayName\" /></InputClaims>"));

        Describe(await journey.StartAsync()).Should().Be("Unsupported: 'Read' is not executed by this server: the attribute 'displayName' does not identify users.");
    }

    [Fact]
    public async Task A_required_input_claim_without_a_value_fails_the_exchange()
    {
        var journey = Create(Exchange(1, "Read"), Profile("Read", TestJourney.Directory, $"<Metadata>{Item("Operation", "Read")}</Metadata><InputClaims><InputClaim ClaimTypeReferenceId=\"objectId\" Required=\"true\" /></InputClaims>"));

        var execution = await journey.StartAsync();

        (execution.Error!.Code, execution.Error.Detail).Should().Be(("AADB2C90255", "The required input claim 'objectId' has no value."));
    }

    [Fact]
    public async Task A_grant_reader_hands_out_the_claims_that_it_lists()
    {
        var journey = Create(Exchange(1, "Reader"), Profile("Reader", """<Protocol Name="None" />""", Output("\"objectId\"", "\"a\"")));
        var grant = ClaimsBag.Empty.WithText("objectId", "user-1").WithText("b", "not listed");

        Describe(await journey.Runner.StartAsync(Request() with { GrantClaims = grant })).Should().Be("objectId=user-1");
    }

    [Fact]
    public async Task The_address_of_the_user_is_a_claim_of_the_journey_context()
    {
        var journey = Create(Exchange(1, "Context"), Profile("Context", """<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.UserJourneyContextProvider, Web.TPEngine" />""", Output("\"ip\" PartnerClaimType=\"IP-Address\"")));

        Describe(await journey.StartAsync()).Should().Be("ip=192.0.2.1");
    }

    [Fact]
    public async Task The_bearer_token_of_a_UserInfo_journey_gives_the_claims_of_its_authorization_profile()
    {
        var journey = Create("", Profile("Bearer", """<Protocol Name="None" /><InputTokenFormat>JWT</InputTokenFormat>""", Output("\"objectId\" PartnerClaimType=\"sub\""))
            + Profile("UserInfoIssuer", """<Protocol Name="None" /><OutputTokenFormat>JSON</OutputTokenFormat>""", """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="id" /><InputClaim ClaimTypeReferenceId="a" /></InputClaims>"""),
            journeys: """
            <UserJourney Id="UserInfo"><Authorization><AuthorizationTechnicalProfiles><AuthorizationTechnicalProfile ReferenceId="Bearer" /></AuthorizationTechnicalProfiles></Authorization>
            <OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="UserInfoIssuer" /></OrchestrationSteps></UserJourney>
            """);

        var execution = await journey.Runner.StartAsync(Request() with { BearerClaims = ClaimsBag.Empty.WithText("sub", "user-1").WithText("a", "not listed") }, "UserInfo");

        (Describe(execution), execution.Result!.Format).Should().Be(("id=user-1", "JSON"));
    }

    [Fact]
    public async Task A_session_profile_skips_the_profiles_that_name_it_and_restores_its_claims()
    {
        const string session = """<UseTechnicalProfileForSessionManagement ReferenceId="SM" />""";
        var journey = Create(Exchange(1, "Page") + Exchange(2, "Other"), Profile("Page", SelfAsserted, Output("\"a\"", "\"b\"") + session) + Profile("Other", SelfAsserted, Output("\"displayName\"") + session)
            + Profile("SM", """<Protocol Name="Proprietary" Handler="Web.TPEngine.SSO.DefaultSSOSessionProvider, Web.TPEngine" />""", $"""<PersistedClaims><PersistedClaim ClaimTypeReferenceId="a" /></PersistedClaims>{Output("\"flag\" DefaultValue=\"true\"")}"""));
        var first = await journey.AnswerAsync(await journey.AnswerAsync(await journey.StartAsync(), ("a", "1"), ("b", "2")), ("displayName", "Jane"));
        Describe(first).Should().Be("a=1 b=2 displayName=Jane");

        var second = await journey.Runner.StartAsync(Request() with { SessionClaims = first.SessionClaims });

        Describe(second).Should().Be("a=1 flag=true");
        second.Trace.Where(entry => entry.Kind == TraceKind.Session).Select(entry => entry.Detail).Should().Equal("Page is skipped", "Other is skipped");
    }

    /// <summary>A journey that exchanges with a directory profile after setting objectId and a.</summary>
    private static TestJourney CreateDirectory(string operation, string content, string metadata, string objectId = "user-1") => Create(
        Exchange(1, "Seed") + Exchange(2, "Directory"),
        Seed.Replace("user-1", objectId, StringComparison.Ordinal) + Profile("Directory", TestJourney.Directory, $"<Metadata>{Item("Operation", operation)}{metadata}</Metadata><InputClaims><InputClaim ClaimTypeReferenceId=\"objectId\" /></InputClaims>{content}"));
}
