using System.Text;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>Malicious files. Each is accepted or results in a finding; none causes an exception or a long run time.</summary>
public sealed class HostileInputTests
{
    private const string ClaimsProviderTemplate = "<ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>{0}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

    [Theory]
    [InlineData("<!DOCTYPE T [<!ENTITY a \"1234567890\">]>")]
    [InlineData("<!DOCTYPE T SYSTEM \"http://localhost/never-fetched.dtd\">")]
    public void A_document_type_is_rejected_without_reading_it(string type) =>
        Sample.Read(type + Sample.Policy()).Error!.Message.Should().StartWith("For security reasons DTD is prohibited in this XML document.");

    [Fact]
    public void Exponential_entities_are_rejected_without_expanding_them()
    {
        var bomb = "<!DOCTYPE T [<!ENTITY e0 \"ha\">" + string.Concat(Enumerable.Range(1, 60).Select(i => $"<!ENTITY e{i} \"&e{i - 1};&e{i - 1};\">")) + "]>";

        Sample.Read(bomb + "<T>&e60;</T>").Error!.Message.Should().Contain("DTD");
    }

    [Theory]
    [InlineData("<BuildingBlocks><ContentDefinitions><ContentDefinition Id=\"c\"><LoadUri>{0}</LoadUri></ContentDefinition></ContentDefinitions></BuildingBlocks>")]
    [InlineData("{0}")]
    public void A_hundred_thousand_levels_do_not_exhaust_the_stack(string around)
    {
        const int Levels = 100_000;
        var deep = string.Concat(Enumerable.Repeat("<a>", Levels)) + string.Concat(Enumerable.Repeat("</a>", Levels));

        var reading = Sample.Read(Sample.Policy(content: string.Format(null, CompositeFormat.Parse(around), deep)));

        reading.Error.Should().BeNull();
        _ = Sample.Validate(Sample.Policy(content: string.Format(null, CompositeFormat.Parse(around), deep)));
    }

    [Theory]
    [InlineData("<RelyingParty{0} />")]
    [InlineData("<!-- <a --><RelyingParty\n{0}></RelyingParty>")]
    public void An_element_has_at_most_256_attributes(string template)
    {
        string CreatePolicy(int count) => Sample.Policy(content: string.Format(null, CompositeFormat.Parse(template), string.Concat(Enumerable.Range(0, count).Select(i => $" a{i}='>\"'"))));

        var error = Sample.Read(CreatePolicy(257)).Error!;

        error.Message.Should().Be($"An element has more than 256 attributes. Line {error.Line}, position {error.Column}.");
        CreatePolicy(257).Split('\n')[error.Line - 1][(error.Column - 1)..].Should().StartWith("RelyingParty");
        Sample.GetOnlyMessage(CreatePolicy(256)).Should().EndWith("The 'a0' attribute is not declared.");
        Sample.Read(CreatePolicy(80_000)).Error.Should().Be(error);
    }

    [Theory]
    [InlineData("<!--{0}-->")]
    [InlineData("<?text {0}?>")]
    [InlineData("<Contacts><Contact Id='c'><DisplayName>{0}<![CDATA[<b{0}>]]></DisplayName><TelephoneNumber /><Email /><Role /></Contact></Contacts>")]
    public void Quotation_marks_outside_of_tags_are_not_attributes(string template) => Sample.ReadDocument(
        Sample.Policy(content: string.Format(null, CompositeFormat.Parse(template), string.Concat(Enumerable.Repeat(" a='b'", 300))))).SchemaViolation.Should().BeNull();

    [Fact]
    public void Text_that_comments_and_CDATA_sections_split_is_read_completely()
    {
        var parts = string.Concat(Enumerable.Range(0, 20_000).Select(i => (i % 3) switch { 0 => "a<!---->", 1 => "<![CDATA[b]]>", _ => " <?c?>" }));
        var contact = $"<Contacts><Contact Id=\"c\"><DisplayName>{parts}</DisplayName><TelephoneNumber> <!----> </TelephoneNumber><Email /><Role /></Contact></Contacts>";

        var elements = Sample.ReadDocument(Sample.Policy(content: contact)).Root!.Element("Contacts")!.Children[0].Children;

        elements[0].Text.Should().Be(string.Concat(Enumerable.Repeat("ab ", 6_667))[..20_000]);
        elements[1].Text.Should().Be("  ");
    }

    [Theory]
    [InlineData("B2C_1A_a", true)]
    [InlineData("a.b-c_", true)]
    [InlineData("...a", true)]
    [InlineData("a.", false)]
    [InlineData(".", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    public void The_last_character_of_a_policy_id_is_not_a_dot(string id, bool isValid) =>
        (Sample.ReadDocument(Sample.Policy(id)).SchemaViolation is null).Should().Be(isValid);

    [Theory]
    [InlineData("{0}!")]
    [InlineData("{0}.")]
    [InlineData("{0}")]
    public void A_policy_id_of_a_mebibyte_is_a_schema_error(string template)
    {
        var id = string.Format(null, CompositeFormat.Parse(template), new string('a', 1_000_000));

        Sample.ReadDocument(Sample.Policy(id)).SchemaViolation!.Message.Should().Match(template == "{0}"
            ? "The 'PolicyId' attribute is longer than 256 characters."
            : "The 'PolicyId' attribute is invalid - *The Pattern constraint failed.");
    }

    [Fact]
    public void An_id_has_at_most_256_characters()
    {
        string CreatePolicy(int length) => Sample.Policy(content: string.Format(null, CompositeFormat.Parse(ClaimsProviderTemplate), $"\n<TechnicalProfile Id=\"{new string('x', length)}\" />"));

        Sample.ReadDocument(CreatePolicy(256)).SchemaViolation.Should().BeNull();
        Sample.ReadDocument(CreatePolicy(257)).SchemaViolation.Should().Be(new Finding("The 'Id' attribute is longer than 256 characters.", 3, 2));
    }

    [Fact]
    public void A_NUL_character_is_not_XML() =>
        Sample.Read(Sample.Policy(content: "\0")).Error!.Message.Should().Contain("invalid character");

    [Fact]
    public void Bytes_that_are_not_UTF8_are_read_as_the_replacement_character()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Sample.Policy(content: "<!-- ")[..^30]), 0xFF, 0xFE];

        PolicyReader.Read(bytes).Error.Should().NotBeNull("the file is truncated, which is its only error");
    }

    [Fact]
    public void Validation_ends_for_profiles_that_include_each_other()
    {
        const string Profiles =
            """
            <TechnicalProfile Id="a"><DisplayName>a</DisplayName><Protocol Name="None" /><IncludeTechnicalProfile ReferenceId="b" /></TechnicalProfile>
            <TechnicalProfile Id="b"><DisplayName>b</DisplayName><IncludeTechnicalProfile ReferenceId="a" /></TechnicalProfile>
            <TechnicalProfile Id="c"><DisplayName>c</DisplayName><IncludeTechnicalProfile ReferenceId="c" /></TechnicalProfile>
            """;

        _ = Sample.Validate(Sample.Policy(content: string.Format(null, CompositeFormat.Parse(ClaimsProviderTemplate), Profiles)));
    }

    [Fact]
    public void Validation_ends_for_sub_journeys_that_call_each_other()
    {
        const string Inside =
            """
            <UserJourneys><UserJourney Id="j"><OrchestrationSteps>
              <OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="a" /></JourneyList></OrchestrationStep>
            </OrchestrationSteps></UserJourney></UserJourneys>
            <SubJourneys>
              <SubJourney Id="a" Type="Call"><OrchestrationSteps>
                <OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="b" /></JourneyList></OrchestrationStep>
                <OrchestrationStep Order="2" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="b" /></JourneyList></OrchestrationStep>
              </OrchestrationSteps></SubJourney>
              <SubJourney Id="b" Type="Call"><OrchestrationSteps>
                <OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="A" /></JourneyList></OrchestrationStep>
              </OrchestrationSteps></SubJourney>
            </SubJourneys>
            <RelyingParty><DefaultUserJourney ReferenceId="j" /></RelyingParty>
            """;

        _ = Sample.Validate(Sample.Policy(content: Inside));
    }

    [Fact]
    public void Sub_journeys_that_fan_out_at_every_level_are_visited_once_each()
    {
        // Thirty levels of two calls each are 2^30 steps if every call is followed.
        var subs = string.Concat(Enumerable.Range(0, 30).Select(i =>
            $"""
            <SubJourney Id="s{i}" Type="Call"><OrchestrationSteps>
              <OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="s{i + 1}" /></JourneyList></OrchestrationStep>
              <OrchestrationStep Order="2" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="s{i + 1}" /></JourneyList></OrchestrationStep>
            </OrchestrationSteps></SubJourney>
            """));
        var content =
            $"""
            <UserJourneys><UserJourney Id="j"><OrchestrationSteps>
              <OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="s0" /></JourneyList></OrchestrationStep>
            </OrchestrationSteps></UserJourney></UserJourneys>
            <SubJourneys>{subs}<SubJourney Id="s30" Type="Call" /></SubJourneys>
            <RelyingParty><DefaultUserJourney ReferenceId="j" /></RelyingParty>
            """;

        _ = Sample.Validate(Sample.Policy(content: content));
    }
}
