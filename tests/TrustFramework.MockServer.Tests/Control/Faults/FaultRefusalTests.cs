using static TrustFramework.MockServer.Tests.Control.ControlClient;

namespace TrustFramework.MockServer.Tests.Control.Faults;

/// <summary>Rules without an effect are refused, because they would let a test pass that should fail.</summary>
public sealed class FaultRefusalTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly ControlClient _control = new(server.CreateClient(), Guid.NewGuid());

    [Theory]
    [InlineData("{}", "at least one of latency, outcome, fault and behavior")]
    [InlineData("""{"outcome":{}}""", "outcome has a kind, or a status of its own")]
    [InlineData("""{"outcome":{"kind":"teapot"}}""", "$.outcome.kind is one of tooManyRequests, ")]
    [InlineData("""{"outcome":{"kind":3}}""", "$.outcome.kind is one of tooManyRequests, ")]
    [InlineData("""{"outcome":{"status":200}}""", "from 400 to 599")]
    [InlineData("""{"outcome":{"kind":"spuriousCreated","status":500}}""", "spuriousCreated is 201")]
    [InlineData("""{"outcome":{"kind":"unknownError","retryAfter":100000}}""", "at most a day")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"fault":{"kind":"connectionReset"}}""", "neither fault nor behavior")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"behavior":{"visibleAfter":"PT1S"}}""", "neither fault nor behavior")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"match":{"path":""}}""", "1 to 256 characters")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"match":{"operation":"P4","verb":"PUT"}}""", "'verb'")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"when":{"next":0}}""", "1 or more")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"when":{"probability":1.5}}""", "from 0 to 1")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"when":{"from":"2026-11-02T00:00:00Z","until":"2026-11-01T00:00:00Z"}}""", "later than")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"timeToLive":"soon"}""", "timeToLive is a duration")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"hits":1}""", "read only")]
    [InlineData("""{"outcome":{"kind":"spuriousCreated"},"behavior":{"visibleAfter":"PT1S"}}""", "no behavior")]
    [InlineData("""{"fault":{"kind":"stop"}}""", "$.fault.kind is one of")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"match":{"operation":"P99"}}""", "The operation 'P99' is unknown.")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"match":{"operation":"GetJournalEntry"}}""", "The operation 'GetJournalEntry' is unknown.")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"match":{"operation":"Fidelity"}}""", "The operation 'Fidelity' is unknown.")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"match":{"operation":"Live"}}""", "The operation 'Live' is unknown.")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"match":{"method":"BLAH"}}""", "The method 'BLAH' is unknown. The methods are DELETE, GET, ")]
    [InlineData("""{"outcome":{"kind":"unknownError"},"match":{"path":"policies/*"}}""", "The path 'policies/*' matches no request.")]
    [InlineData("""{"outcome":{"kind":"unknownError","retryAfter":"soon"}}""", "$.outcome.retryAfter: The value is not a whole number")]
    [InlineData("""{"latency":[1]}""", "$.latency (line 1) must be an object.")]
    [InlineData("""{"":1}""", "'' is not a member of $ (line 1). The members are id, ")]
    [InlineData("""{"match":{"it's":1}}""", "'it's' is not a member of $.match (line 1). The members are ")]
    [InlineData("""{"id":"\ud800"}""", "$.id (line 1) contains text that is not valid Unicode.")]
    [InlineData("""{"latency":{}}""", "a range")]
    [InlineData("""{"latency":{"milliseconds":1,"most":2}}""", "a range")]
    [InlineData("""{"latency":{"least":3,"most":2}}""", "not less than least")]
    [InlineData("""{"latency":{"milliseconds":400000}}""", "from 0 to 300000")]
    [InlineData("""{"fault":{}}""", "$.fault.kind is one of connectionReset, truncatedBody, slowBody")]
    [InlineData("""{"fault":{"kind":"slowBody","bytesPerSecond":0}}""", "1 or more")]
    [InlineData("""{"behavior":{"visibleAfter":"PT2H"}}""", "up to an hour")]
    [InlineData("""{"behavior":{}}""", "up to an hour")]
    public async Task An_invalid_rule_is_refused(string json, string detail)
    {
        ShouldBeProblem(await _control.PostAsync("faults", json), 400, detail);

        (await _control.GetAsync("faults")).Text.Should().Be("""{"faults":[]}""");
    }

    [Fact]
    public async Task An_id_is_unique_and_equals_the_id_in_the_path()
    {
        await _control.PostAsync("faults", """{"id":"once","latency":{"milliseconds":1}}""");

        ShouldBeProblem(await _control.PostAsync("faults", """{"id":"ONCE","latency":{"milliseconds":1}}"""), 409, "PUT replaces it");
        ShouldBeProblem(await _control.PutAsync("faults/twice", """{"id":"once","latency":{"milliseconds":1}}"""), 400, "The id in the body is 'once'");
        await _control.DeleteAsync("faults");
    }

    [Fact]
    public async Task There_are_at_most_a_hundred_rules()
    {
        var control = new ControlClient(server.CreateClient(), Guid.NewGuid());
        for (var i = 0; i < 100; i++)
            (await control.PostAsync("faults", """{"latency":{"milliseconds":0}}""")).Status.Should().Be(201);

        ShouldBeProblem(await control.PostAsync("faults", """{"latency":{"milliseconds":0}}"""), 409, "100 rules already");
        ShouldBeProblem(await control.PutAsync("faults/new", """{"latency":{"milliseconds":0}}"""), 409, "100 rules already");
        var existing = (await control.GetAsync("faults")).Json["faults"]![0]!["id"]!.GetValue<string>();
        (await control.PutAsync($"faults/{existing}", """{"latency":{"milliseconds":1}}""")).Status.Should().Be(200);
    }
}
