using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Tracing;
using static TrustFramework.Engine.Tests.Journeys.TestJourney;

namespace TrustFramework.Engine.Tests.Journeys;

/// <summary>Self-asserted pages: runtime 6.4.</summary>
public sealed class SelfAssertedTests
{
    [Fact]
    public async Task A_page_shows_the_claims_that_a_user_can_enter()
    {
        var journey = CreatePage(
            Output("\"displayName\" Required=\"true\"", "\"city\"", "\"objectId\"", "\"a\" DefaultValue=\"x\"", "\"email\"", "\"readOnlyText\"", "\"password\"")
            + """<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="SetEmail" /></ValidationTechnicalProfiles>""",
            input: """<InputClaims><InputClaim ClaimTypeReferenceId="displayName" DefaultValue="Jane" /><InputClaim ClaimTypeReferenceId="password" DefaultValue="secret" /></InputClaims>""",
            profiles: Profile("SetEmail", Transformation, Output("\"email\" DefaultValue=\"a@b.example\"")));

        var stop = journey.Stop(await journey.StartAsync());

        stop.Fields.Select(field => (field.ClaimTypeId, field.Label, field.Type, field.IsRequired, field.IsReadOnly, field.Value)).Should().Equal(
            ("displayName", "displayName label", "TextBox", true, false, "Jane"), ("city", "city label", "DropdownSingleSelect", false, false, "osaka"),
            ("readOnlyText", "readOnlyText label", "Readonly", false, true, null), ("password", "password label", "Password", false, false, null));
        stop.Fields[1].Options.Select(option => (option.Text, option.Value, option.IsDefault)).Should().Equal(("Osaka city", "osaka", true), ("Kyoto city", "kyoto", false));
        stop.Links.Should().Equal("cancel");
    }

    [Theory]
    [InlineData("displayName", "", "waiting at Page: Missing required element: displayName label")]
    [InlineData("email", "no address", "waiting at Page: Write an address.")]
    [InlineData("city", "tokyo", "waiting at Page: Error in validation by: city label")]
    [InlineData("age", "many", "waiting at Page: age label has invalid input.")]
    [InlineData("age", "3000000000", "waiting at Page: age label has invalid input.")]
    [InlineData("objectId", "1", "waiting at Page: The request is not consistent with the control setting 'objectId': 'not on the page' in technicalProfile 'Page' for policy 'B2C_1A_Test' tenant 'contoso.onmicrosoft.com'.")]
    [InlineData("reenterPassword", "other", "waiting at Page: The password entry fields do not match. Please enter the same password in both fields and try again.")]
    [InlineData("readOnlyText", "forged", "age=3 city=osaka displayName=Jane")]
    public async Task An_answer_that_is_not_valid_leaves_the_page_with_a_message(string claim, string value, string expected)
    {
        var journey = CreatePage(Output("\"displayName\" Required=\"true\"", "\"email\"", "\"city\"", "\"age\"", "\"readOnlyText\"", "\"newPassword\"", "\"reenterPassword\""));
        var answer = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["displayName"] = "Jane", ["age"] = "3", ["newPassword"] = "secret", ["reenterPassword"] = "secret", [claim] = value };

        var answered = await journey.AnswerAsync(await journey.StartAsync(), [.. answer.Select(entry => (entry.Key, entry.Value))]);

        Describe(answered).Should().Be(expected);
    }

    [Fact]
    public async Task Messages_come_from_the_metadata_of_the_page()
    {
        var journey = CreatePage(Output("\"displayName\" Required=\"true\"", "\"email\""), metadata: Item("UserMessageIfMissingRequiredElement", "Fill in {0}.") + Item("UserMessageIfIncorrectPattern", "Wrong: {0}"));
        var execution = await journey.StartAsync();

        Describe(await journey.AnswerAsync(execution, ("displayName", ""))).Should().EndWith("Fill in displayName label.");
        Describe(await journey.AnswerAsync(execution, ("displayName", "Jane"), ("email", "x"))).Should().EndWith("Wrong: email label");
    }

    [Theory]
    [InlineData("true", "a= b=")]
    [InlineData("false", "a=123")]
    public async Task Empty_fields_set_claims_only_if_the_policy_says_so(string setting, string expected)
    {
        var journey = CreatePage(
            Output("\"a\"", "\"b\""), metadata: Item("AllowGenerationOfClaimsWithNullValues", setting), input: """<InputClaims><InputClaim ClaimTypeReferenceId="a" DefaultValue="123" /></InputClaims>""");

        var answered = await journey.AnswerAsync(await journey.StartAsync(), ("a", ""), ("b", ""));

        Describe(answered).Should().Be(expected);
    }

    [Fact]
    public async Task Validation_profiles_share_the_claims_of_the_page_and_only_listed_outputs_leave_it()
    {
        var journey = CreatePage(
            Output("\"displayName\"", "\"newPassword\"", "\"objectId\"") + """
                <ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="Write" /><ValidationTechnicalProfile ReferenceId="SetC" ContinueOnSuccess="false" />
                <ValidationTechnicalProfile ReferenceId="Fail" /></ValidationTechnicalProfiles>
                """,
            profiles: Write("false") + Profile("SetC", Transformation, Output("\"c\" DefaultValue=\"set\"")) + Profile("Fail", """<Protocol Name="SAML2" />"""));

        var answered = await journey.AnswerAsync(await journey.StartAsync(), ("displayName", "Jane"), ("newPassword", "secret"));

        Describe(answered).Should().Be("displayName=Jane objectId=user-1");
        journey.Users.Entries.Should().ContainSingle().Which.Attributes.FindText("password").Should().Be("secret");
        answered.Trace.SelectMany(entry => entry.Input.Concat(entry.Output)).Should().NotContain(claim => claim.Value != null && claim.Value.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("false", "waiting at Page: A user with the specified ID already exists. Please choose a different one.")]
    [InlineData("true", "displayName=Jane")]
    public async Task A_failed_validation_leaves_the_page_unless_it_continues_on_errors(string continueOnError, string expected)
    {
        var journey = CreatePage(
            Output("\"displayName\"") + $"""<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="Write" ContinueOnError="{continueOnError}" /></ValidationTechnicalProfiles>""", profiles: Write("true"));
        journey.Users.Add("user-0", ("signInNames.userName", "Jane"));

        Describe(await journey.AnswerAsync(await journey.StartAsync(), ("displayName", "Jane"))).Should().Be(expected);
    }

    [Fact]
    public async Task A_precondition_skips_a_validation()
    {
        var journey = CreatePage(
            Output("\"displayName\"") + """
                <ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="Write"><Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>displayName</Value>
                <Action>SkipThisValidationTechnicalProfile</Action></Precondition></Preconditions></ValidationTechnicalProfile></ValidationTechnicalProfiles>
                """,
            profiles: Write("true"));

        await journey.AnswerAsync(await journey.StartAsync(), ("displayName", "Jane"));

        journey.Users.Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task Values_that_are_made_of_a_password_are_not_in_the_trace_of_the_request()
    {
        const string copy = """
            <ClaimsTransformations><ClaimsTransformation Id="Copy" TransformationMethod="FormatStringClaim">
              <InputClaims><InputClaim ClaimTypeReferenceId="password" TransformationClaimType="inputClaim" /></InputClaims>
              <InputParameters><InputParameter Id="stringFormat" DataType="string" Value="x{0}" /></InputParameters>
              <OutputClaims><OutputClaim ClaimTypeReferenceId="c" TransformationClaimType="outputClaim" /></OutputClaims></ClaimsTransformation></ClaimsTransformations>
            """;
        var journey = Create(
            Exchange(1, "Page"),
            Profile("Page", SelfAsserted, Output("\"password\"", "\"c\"") + "<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId=\"Format\" /></ValidationTechnicalProfiles>")
            + Profile("Format", Transformation, Output("\"c\"") + "<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId=\"Copy\" /></OutputClaimsTransformations>"),
            copy);

        var answered = await journey.AnswerAsync(await journey.StartAsync(("client_secret", "ClientSecret")), ("password", "TopSecret1"));

        Describe(answered).Should().Be("c=xTopSecret1");
        answered.Trace.SelectMany(entry => entry.Input.Concat(entry.Output)).Should().Contain(claim => claim.ClaimType == "c" && claim.Value == "***")
            .And.NotContain(claim => claim.Value != null && claim.Value.Contains("TopSecret1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_many_refused_answers_and_cancel_end_the_journey()
    {
        var journey = CreatePage(Output("\"displayName\" Required=\"true\""), metadata: Item("setting.retryLimit", "1"));
        var execution = await journey.StartAsync();

        var once = await journey.AnswerAsync(execution, ("displayName", ""));
        once.IsWaiting.Should().BeTrue();
        Describe(await journey.AnswerAsync(once, ("displayName", ""))).Should().StartWith("AADB2C90157");
        Describe(await journey.Runner.AnswerAsync(execution, new JourneyAnswer { Link = "cancel" })).Should().Be("AADB2C90091: The user has cancelled entering self-asserted information.");
    }

    [Fact]
    public async Task Answers_without_end_end_the_journey_and_long_values_are_cut_in_the_trace()
    {
        var journey = CreatePage(Output("\"email\""));
        var execution = await journey.StartAsync();

        while (execution.IsWaiting)
            execution = await journey.AnswerAsync(execution, ("email", new string('x', 100_000)));

        (execution.Error!.Detail, execution.StepCount).Should().Be(("The journey has more than 500 steps and answers.", JourneyRunner.MaxSteps));
        execution.Trace.SelectMany(entry => entry.Input).Max(claim => claim.Value!.Length).Should().BeLessThan(1000);
    }

    [Fact]
    public async Task A_verified_address_and_a_display_control_stop_by_name()
    {
        Describe(await CreatePage(Output("\"email\" PartnerClaimType=\"Verified.Email\"")).StartAsync())
            .Should().Be("Unsupported: 'Page' is not executed by this server: the verification of the claim email by email is not supported.");
        Describe(await CreatePage("<DisplayClaims><DisplayClaim DisplayControlReferenceId=\"Control\" /></DisplayClaims>" + Output("\"a\"")).StartAsync())
            .Should().Contain("the display control Control is not supported");
        (await CreatePage(Output("\"email\" PartnerClaimType=\"Verified.Email\""), metadata: Item("EnforceEmailVerification", "false")).StartAsync()).IsWaiting.Should().BeTrue();
    }

    [Theory]
    [InlineData("true", "Jane")]
    [InlineData("false", "{OIDC:LoginHint}")]
    public async Task A_resolver_prefills_a_field_if_the_profile_resolves_them(string resolves, string expected)
    {
        var journey = CreatePage(
            Output("\"displayName\""),
            metadata: Item("IncludeClaimResolvingInClaimsHandling", resolves),
            input: """<InputClaims><InputClaim ClaimTypeReferenceId="displayName" DefaultValue="{OIDC:LoginHint}" AlwaysUseDefaultValue="true" /></InputClaims>""");

        journey.Stop(await journey.StartAsync(("login_hint", "Jane"))).Fields[0].Value.Should().Be(expected);
    }

    [Fact]
    public async Task A_failed_assertion_shows_the_message_of_the_page_and_ends_the_journey_elsewhere()
    {
        const string assertion = """
            <ClaimsTransformations><ClaimsTransformation Id="Same" TransformationMethod="AssertStringClaimsAreEqual">
              <InputClaims><InputClaim ClaimTypeReferenceId="a" TransformationClaimType="inputClaim1" /><InputClaim ClaimTypeReferenceId="b" TransformationClaimType="inputClaim2" /></InputClaims>
              <InputParameters><InputParameter Id="stringComparison" DataType="string" Value="ordinalIgnoreCase" /></InputParameters></ClaimsTransformation></ClaimsTransformations>
            """;
        var check = Profile("Check", Transformation, Output("\"c\" DefaultValue=\"ok\"") + "<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId=\"Same\" /></OutputClaimsTransformations>");
        var page = Output("\"a\"", "\"b\"");
        var onPage = Create(
            Exchange(1, "Page"),
            Profile("Page", SelfAsserted, $"<Metadata>{Item("UserMessageIfClaimsTransformationStringsAreNotEqual", "Not the same.")}</Metadata>{page}<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId=\"Check\" /></ValidationTechnicalProfiles>") + check,
            assertion);
        var inStep = Create(Exchange(1, "Page") + Exchange(2, "Check"), Profile("Page", SelfAsserted, page) + check, assertion);

        Describe(await onPage.AnswerAsync(await onPage.StartAsync(), ("a", "1"), ("b", "2"))).Should().Be("waiting at Page: Not the same.");
        Describe(await onPage.AnswerAsync(await onPage.StartAsync(), ("a", "x"), ("b", "X"))).Should().Be("a=x b=X");
        var failed = await inStep.AnswerAsync(await inStep.StartAsync(), ("a", "1"), ("b", "2"));
        failed.Error.Should().BeOfType<JourneyError.Refused>().Which.IsAssertion.Should().BeTrue();
        Kinds(failed, TraceKind.ClaimsTransformation).Should().Equal("Same");
    }

    private static TestJourney CreatePage(string output, string metadata = "", string input = "", string profiles = "") => Create(
        Exchange(1, "Page"), Profile("Page", SelfAsserted, $"{(metadata.Length > 0 ? $"<Metadata>{metadata}</Metadata>" : "")}{input}{output}") + profiles);

    private static string Write(string raisesError) => Profile("Write", TestJourney.Directory, $"""
        <Metadata>{Item("Operation", "Write")}{Item("RaiseErrorIfClaimsPrincipalAlreadyExists", raisesError)}</Metadata><InputClaims><InputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="signInNames.userName" /></InputClaims>
        <PersistedClaims><PersistedClaim ClaimTypeReferenceId="displayName" /><PersistedClaim ClaimTypeReferenceId="newPassword" PartnerClaimType="password" /></PersistedClaims>
        {Output("\"objectId\"", "\"newUser\" PartnerClaimType=\"newClaimsPrincipalCreated\"")}
        """);
}
