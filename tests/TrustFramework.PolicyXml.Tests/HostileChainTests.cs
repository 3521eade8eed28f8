using System.Globalization;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Tests.Views;
using TrustFramework.PolicyXml.Views;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>Chains of valid files that are deep or wide where only the schema limits them.</summary>
public sealed class HostileChainTests
{
    private const string ProfileTemplate = "<ClaimsProviders><ClaimsProvider><DisplayName>Any</DisplayName><TechnicalProfiles>{0}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

    [Fact]
    public void An_include_chain_through_all_files_gives_the_complete_profile()
    {
        const int Files = 9;
        const int ProfilesPerFile = 1_000;
        string Profile(int number) => number == 0
            ? """<TechnicalProfile Id="P0"><DisplayName>First</DisplayName><Protocol Name="None" /></TechnicalProfile>"""
            : $"""<TechnicalProfile Id="P{number}"><Metadata><Item Key="k{number % 100}">{number}</Item></Metadata><IncludeTechnicalProfile ReferenceId="P{number - 1}" /></TechnicalProfile>""";
        var files = Enumerable.Range(0, Files)
            .Select(file => Format(ProfileTemplate, string.Concat(Enumerable.Range(file * ProfilesPerFile, ProfilesPerFile).Select(Profile)))).ToArray();

        var profile = RunOnSmallStack(() => Merge(files).FindTechnicalProfile($"P{(Files * ProfilesPerFile) - 1}"))!;

        (profile.Id, profile.Protocol, profile.GetElementText("DisplayName")).Should().Be(("P8999", "None", "First"));
        profile.Metadata.Should().HaveCount(100);
        profile.FindMetadataValue("k7").Should().Be("8907", "the item of the profile that is nearest to the leaf is used");
        GetOnlyMessage(files).Should().StartWith("The technical profiles of policy \"B2C_1A_Sample9\" of tenant \"contoso.onmicrosoft.com\" have more than 100000 elements");
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(10, false)]
    public void Every_profile_of_an_include_cycle_counts_as_the_whole_cycle(int length, bool isTooLarge)
    {
        var profiles = Enumerable.Range(0, length).Select(i =>
            $"""<TechnicalProfile Id="P{i}"><DisplayName>Any</DisplayName><Protocol Name="None" /><IncludeTechnicalProfile ReferenceId="P{(i + 1) % length}" /></TechnicalProfile>""");

        var findings = RunOnSmallStack(() => Sample.Validate(RuleSample.Create(Format(ProfileTemplate, string.Concat(profiles)))).Findings);

        findings.Any(finding => finding.RuleName == "technical-profile-size").Should().Be(isTooLarge);
    }

    [Fact]
    public void Profiles_that_include_one_large_profile_are_counted_with_it()
    {
        var items = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<Item Key=\"{i}\" />"));
        var profiles = string.Concat(Enumerable.Range(0, 60).Select(i => $"<TechnicalProfile Id=\"P{i}\"><IncludeTechnicalProfile ReferenceId=\"Large\" /></TechnicalProfile>"));

        GetOnlyMessage([Format(ProfileTemplate, $"<TechnicalProfile Id=\"Large\"><Protocol Name=\"None\" /><Metadata>{items}</Metadata></TechnicalProfile>{profiles}")])
            .Should().Contain("have more than 100000 elements");
    }

    [Fact]
    public void Steps_of_deeply_nested_sub_journeys_are_enumerated_where_they_are_called()
    {
        const int Depth = 5_000;
        string Step(int order, string called) =>
            $"""<OrchestrationStep Order="{order}" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="{called}" /><Candidate SubJourneyReferenceId="Other" /></JourneyList></OrchestrationStep>""";
        var subJourneys = Enumerable.Range(0, Depth).Select(i => $"<SubJourney Id=\"S{i}\" Type=\"Call\"><OrchestrationSteps>{Step(1, $"S{i + 1}")}{Step(2, "S0")}</OrchestrationSteps></SubJourney>");
        var policy = Merge(
            $"""
            <UserJourneys><UserJourney Id="J"><OrchestrationSteps>{Step(1, "S0")}</OrchestrationSteps></UserJourney></UserJourneys>
            <SubJourneys>{string.Concat(subJourneys)}<SubJourney Id="Other" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="Noop" /></OrchestrationSteps></SubJourney></SubJourneys>
            """);

        var steps = RunOnSmallStack(() => policy.GetJourney(policy.UserJourneys.Find("J")!).EnumerateSteps(policy).Select(found => $"{found.Journey.Id}.{found.Step.Order}").ToList());

        var expected = Enumerable.Range(0, Depth).Select(i => $"S{i}.1").Prepend("J.1").Append("Other.1").Concat(Enumerable.Range(0, Depth).Reverse().Select(i => $"S{i}.2"));
        steps.Should().Equal(expected);
    }

    [Fact]
    public void Lists_with_thousands_of_other_items_in_base_and_leaf_are_merged()
    {
        const int Count = 4_000;
        string Items(int first) => string.Concat(Enumerable.Range(first, Count).Select(i => $"<Item Key=\"{i}\">{first}</Item>"));
        string Profile(int first) => Format(ProfileTemplate, $"<TechnicalProfile Id=\"p\"><Metadata>{Items(first)}</Metadata></TechnicalProfile>");

        var metadata = Merge(Profile(0), Profile(Count / 2)).FindTechnicalProfile("P")!.Metadata;

        metadata.Keys.Should().Equal(Enumerable.Range(0, Count * 3 / 2).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        metadata["1999"].Text.Should().Be("0");
        metadata["2000"].Text.Should().Be("2000");
    }

    [Theory]
    [InlineData("a=1 a=2 b=3", "A=4", "A=4 b=3")]
    [InlineData("a=1 b=2", "a=3 c=4 a=5", "a=3 b=2 c=4 a=5")]
    [InlineData("a=1 a=2 a=3", "a=4 a=5", "a=4 a=5")]
    [InlineData("a=1 b=2|a=3 a=4", "a=5", "a=5 b=2")]
    public void The_first_items_with_a_key_are_replaced_and_the_others_removed(string baseItems, string childItems, string expected)
    {
        string[] contents = [.. baseItems.Split('|').Append(childItems).Select(Localization)];

        Merge(contents).ContentDefinitions.Find("c")!.Elements("LocalizedResourcesReferences", "LocalizedResourcesReference")
            .Select(item => $"{item["Language"]}={item["LocalizedResourcesReferenceId"]}").Should().Equal(expected.ToLowerInvariant().Split(' '));

        static string Localization(string items) =>
            $"<BuildingBlocks><ContentDefinitions><ContentDefinition Id=\"c\"><LocalizedResourcesReferences>{string.Concat(items.ToLowerInvariant().Split(' ').Select(Reference))}</LocalizedResourcesReferences></ContentDefinition></ContentDefinitions></BuildingBlocks>";
        static string Reference(string item) => $"<LocalizedResourcesReference Language=\"{item[0]}\" LocalizedResourcesReferenceId=\"{item[2]}\" />";
    }

    [Theory]
    [InlineData("Prepend", "", "c=5 a=3 b=2 a=4")]
    [InlineData("Prepend", "Append", "a=3 a=1 b=2 c=5 a=4")]
    [InlineData("Append", "", "a=3 b=2 a=4 c=5")]
    [InlineData("ReplaceAll", "", "a=3 a=4 c=5")]
    public void Merge_behaviors_of_several_files_are_applied_in_order(string second, string third, string expected)
    {
        string Restriction(string behavior, params string[] items) =>
            $"""<BuildingBlocks><ClaimsSchema><ClaimType Id="a"><Restriction {(behavior.Length == 0 ? "" : $"MergeBehavior=\"{behavior}\"")}>{string.Concat(items.Select(item => $"<Enumeration Value=\"{item[0]}\" Text=\"{item[2]}\" />"))}</Restriction></ClaimType></ClaimsSchema></BuildingBlocks>""";

        // With "Prepend" and "" the third file replaces the prepended item first.
        var files = (second, third) switch
        {
            ("Prepend", "") => new[] { Restriction("", "a=1", "b=2"), Restriction("Prepend", "c=9"), Restriction("", "a=3", "a=4", "c=5") },
            ("Prepend", _) => [Restriction("", "a=1", "b=2"), Restriction("Prepend", "a=3"), Restriction("Append", "c=5", "a=4")],
            ("Append", _) => [Restriction("", "a=1", "b=2"), Restriction("Append", "a=9"), Restriction("", "a=3", "a=4", "c=5")],
            _ => [Restriction("", "a=1", "b=2"), Restriction("ReplaceAll", "a=3"), Restriction("Append", "a=4", "c=5")],
        };

        Merge(files).ClaimTypes.Find("a")!.Elements("Restriction", "Enumeration").Select(item => $"{item["Value"]}={item["Text"]}").Should().Equal(expected.Split(' '));
    }

    [Fact]
    public void An_upload_reports_at_most_1000_errors()
    {
        var journeys = string.Concat(Enumerable.Range(0, 1_500).Select(i => $"<UserJourney Id=\"J{i}\"><OrchestrationSteps><OrchestrationStep Order=\"2\" Type=\"SendClaims\" CpimIssuerTechnicalProfileReferenceId=\"I\" /></OrchestrationSteps></UserJourney>"));

        Sample.Validate(Sample.AddRelyingParty(RuleSample.Create(Format(ProfileTemplate, "<TechnicalProfile Id=\"I\"><DisplayName>I</DisplayName><Protocol Name=\"None\" /></TechnicalProfile>") + $"<UserJourneys>{journeys}</UserJourneys>")))
            .Findings.Should().HaveCount(1_000);
    }

    [Fact]
    public void A_report_of_all_stages_contains_at_most_1000_errors_and_1000_warnings()
    {
        var transformations = string.Concat(Enumerable.Range(0, 1_500).Select(i => $"<ClaimsTransformation Id=\"T{i}\" TransformationMethod=\"Unknown\" />"));
        var steps = string.Concat(Enumerable.Range(0, 1_500).Select(i => $"<OrchestrationStep Order=\"{i + 1}\" Type=\"SendClaims\" CpimIssuerTechnicalProfileReferenceId=\"Gone\" />"));
        var document = Sample.ReadDocument(RuleSample.Create(
            $"<BuildingBlocks><ClaimsTransformations>{transformations}</ClaimsTransformations></BuildingBlocks><UserJourneys><UserJourney Id=\"J\"><OrchestrationSteps>{steps}</OrchestrationSteps></UserJourney></UserJourneys>").Files[0]);

        var findings = PolicyValidator.FindAll(new ValidationContext { Chain = Sample.LoadChain(document), TargetTenant = new TargetTenant(Sample.ObjectId, Sample.Domain) });

        findings.Count(finding => finding.IsWarning).Should().Be(1_000);
        // The length of their messages is limited too.
        findings.Count(finding => !finding.IsWarning).Should().BeInRange(500, 1_000);
    }

    [Fact]
    public void A_report_of_all_stages_ends_at_a_size_limit()
    {
        var included = string.Concat(Enumerable.Range(1, 500).Select(i =>
            $"<TechnicalProfile Id=\"P{i}\"><Metadata><Item Key=\"k{i}\" /></Metadata><IncludeTechnicalProfile ReferenceId=\"P{i - 1}\" /></TechnicalProfile>"));
        var document = Sample.ReadDocument(RuleSample.Create(Format(ProfileTemplate, included)).Files[0]);

        var findings = PolicyValidator.FindAll(new ValidationContext { Chain = Sample.LoadChain(document), TargetTenant = new TargetTenant(Sample.ObjectId, Sample.Domain) });

        // Without the limit, the missing profile P0 would be an error too.
        findings.Should().ContainSingle().Which.RuleName.Should().Be("technical-profile-size");
    }

    [Fact]
    public void An_effective_policy_that_repeats_the_domains_of_a_provider_for_each_profile_is_too_large()
    {
        const int Profiles = 60;
        var domains = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<Domain>{i}.example.org</Domain>"));
        var profiles = string.Concat(Enumerable.Range(0, Profiles).Select(i => $"<TechnicalProfile Id=\"P{i}\" />"));
        var overriding = string.Concat(Enumerable.Range(0, Profiles).Select(i =>
            $"<ClaimsProvider><DisplayName>{i}</DisplayName><TechnicalProfiles><TechnicalProfile Id=\"P{i}\" /></TechnicalProfiles></ClaimsProvider>"));
        var provider = $"<ClaimsProviders><ClaimsProvider><Domains>{domains}</Domains><DisplayName>Any</DisplayName><TechnicalProfiles>{profiles}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

        EffectivePolicy.IsTooLarge(Merge(provider)).Should().BeFalse();
        EffectivePolicy.IsTooLarge(Merge(provider, $"<ClaimsProviders>{overriding}</ClaimsProviders>")).Should().BeTrue();
    }

    private static string Format(string template, string content) => template.Replace("{0}", content, StringComparison.Ordinal);

    private static string GetOnlyMessage(string[] contents) => RunOnSmallStack(() => Sample.Validate(RuleSample.Create(contents))).Findings.Should().ContainSingle().Subject.Message;

    private static MergedPolicy Merge(params string[] contents) => ChainSamples.CreateMergedPolicy(contents);

    /// <summary>Musl's default size is 128 KB. A recursion that a file controls overflows it sooner than the stack of the test host.</summary>
    private static T RunOnSmallStack<T>(Func<T> run)
    {
        var result = default(T);
        var thread = new Thread(() => result = run(), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        return result!;
    }
}
