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

    [Fact]
    public void A_mebibyte_of_attributes_is_a_schema_error()
    {
        var attributes = string.Concat(Enumerable.Range(0, 80_000).Select(i => $" a{i}=\"x\""));

        Sample.GetOnlyMessage(Sample.Policy(content: $"<RelyingParty{attributes} />")).Should().EndWith("The 'a0' attribute is not declared.");
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
