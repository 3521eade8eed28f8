using System.Globalization;
using TrustFramework.Engine.Journeys;
using Xunit.Abstractions;
using static TrustFramework.Engine.Tests.Journeys.TestJourney;

namespace TrustFramework.Engine.Tests.Journeys;

/// <summary>Properties of all journeys, with generated policies and answers.</summary>
public sealed class JourneyPropertyTests(ITestOutputHelper output)
{
    private const int Runs = 2000;
    private const int MaxAnswers = 12;

    private static readonly string[] Claims = ["displayName", "city", "email", "age", "readOnlyText", "a", "b", "newPassword", "reenterPassword", "objectId", "unknown"];
    private static readonly string[] Values = ["", "x", "osaka", "3", "a@b", "<script>", "{Claim:a}", "jane@example.com", new('y', 300)];
    private static readonly string[] Links = ["cancel", "signUp", "forgotPassword", "other"];

    /// <summary>Every run ends with a token, a named error, or a page that the answers did not pass.</summary>
    [Fact]
    public async Task A_journey_ends_with_a_token_or_a_named_error_and_a_replay_gives_the_same_trace()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"The seed is {seed.ToString(CultureInfo.InvariantCulture)}.");
        for (var run = 0; run < Runs; run++)
        {
            var (journey, answers) = Generate(new Random(seed + run));

            var execution = await RunAsync(journey, answers);

            (execution.IsEnded || execution.IsWaiting).Should().BeTrue("run {0} of seed {1} must have a state", run, seed);
            if (execution.Error is { } error)
                (error.Code.Length > 0 && error.Message.Length > 0).Should().BeTrue("run {0} of seed {1} must name its error", run, seed);
            var replay = await RunAsync(Generate(new Random(seed + run)).Journey, answers);
            replay.Trace.Select(entry => (entry.Kind, entry.Id, entry.Detail, entry.StepOrder, string.Join(' ', entry.Input), string.Join(' ', entry.Output)))
                .Should().Equal(execution.Trace.Select(entry => (entry.Kind, entry.Id, entry.Detail, entry.StepOrder, string.Join(' ', entry.Input), string.Join(' ', entry.Output))), "run {0} of seed {1}", run, seed);
        }
    }

    private static async Task<JourneyExecution> RunAsync(TestJourney journey, IReadOnlyList<JourneyAnswer> answers)
    {
        var execution = await journey.StartAsync();
        foreach (var answer in answers.TakeWhile(_ => execution.IsWaiting))
        {
            journey.Runner.FindStop(execution).Should().NotBeNull();
            execution = await journey.Runner.AnswerAsync(execution, answer);
        }

        return execution;
    }

    private static (TestJourney Journey, IReadOnlyList<JourneyAnswer> Answers) Generate(Random random)
    {
        string[] profiles = ["Page", "Sign", "SetC", "Read", "Write", "Rest", "Reader"];
        var steps = string.Concat(Enumerable.Range(1, random.Next(1, 6)).Select(order => Exchange(order, Pick(random, profiles), GeneratePreconditions(random))));
        string GenerateOutput() => Output([.. Claims.Take(10).Where(_ => random.Next(3) == 0).Select(claim => $"\"{claim}\"{(random.Next(4) == 0 ? " Required=\"true\"" : "")}{(random.Next(5) == 0 ? " DefaultValue=\"x\"" : "")}"), "\"c\""]);
        var journey = Create(
            steps,
            Profile("Page", SelfAsserted, GenerateOutput() + (random.Next(2) == 0 ? "<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId=\"Write\" /></ValidationTechnicalProfiles>" : ""))
            + Profile("Sign", SelfAsserted, $"<Metadata>{Item("setting.retryLimit", "2")}</Metadata>" + GenerateOutput())
            + Profile("SetC", Transformation, Output("\"c\" DefaultValue=\"set\"") + "<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId=\"Random\" /></OutputClaimsTransformations>")
            + Profile("Read", TestJourney.Directory, $"<Metadata>{Item("Operation", Pick(random, ["Read", "DeleteClaims", "Other"]))}{Item("RaiseErrorIfClaimsPrincipalDoesNotExist", Pick(random, ["true", "false"]))}</Metadata><InputClaims><InputClaim ClaimTypeReferenceId=\"objectId\" /></InputClaims>{GenerateOutput()}")
            + Profile("Write", TestJourney.Directory, $"<Metadata>{Item("Operation", "Write")}</Metadata><InputClaims><InputClaim ClaimTypeReferenceId=\"a\" PartnerClaimType=\"signInNames.emailAddress\" /></InputClaims><PersistedClaims><PersistedClaim ClaimTypeReferenceId=\"displayName\" DefaultValue=\"unknown\" /></PersistedClaims>{Output("\"objectId\"")}")
            + Profile("Rest", """<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine" />""")
            + Profile("Reader", """<Protocol Name="None" />""", Output("\"objectId\"")),
            """<ClaimsTransformations><ClaimsTransformation Id="Random" TransformationMethod="CreateRandomString"><InputParameters><InputParameter Id="randomGeneratorType" DataType="string" Value="GUID" /></InputParameters><OutputClaims><OutputClaim ClaimTypeReferenceId="c" TransformationClaimType="outputClaim" /></OutputClaims></ClaimsTransformation></ClaimsTransformations>""");
        return (journey, [.. Enumerable.Range(0, MaxAnswers).Select(_ => GenerateAnswer(random))]);
    }

    private static string GeneratePreconditions(Random random) => random.Next(3) > 0
        ? ""
        : $"""<Precondition Type="{Pick(random, ["ClaimsExist", "ClaimEquals"])}" ExecuteActionsIf="{Pick(random, ["true", "false"])}"><Value>{Pick(random, ["a", "c", "objectId"])}</Value><Value>set</Value><Action>SkipThisOrchestrationStep</Action></Precondition>""";

    private static JourneyAnswer GenerateAnswer(Random random) => random.Next(8) switch
    {
        0 => new JourneyAnswer { Link = Pick(random, Links) },
        1 => new JourneyAnswer { Exchange = "SetC1" },
        _ => new JourneyAnswer { Claims = Claims.Where(_ => random.Next(2) == 0).Aggregate(new JourneyAnswer().Claims, (all, claim) => all.SetItem(claim, Pick(random, Values))) },
    };

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];
}
