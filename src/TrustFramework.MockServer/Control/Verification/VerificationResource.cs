using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Whether the journal is as expected, expectation by expectation.</summary>
internal sealed record VerificationResource(bool Met, IReadOnlyList<ExpectationResultResource> Expectations)
{
    /// <summary>200 when all is met, else 409.</summary>
    public static IResult CreateResult(VerificationRequest request, RequestJournal log, TenantId scope)
    {
        var verifier = new ExpectationVerifier([.. log.List(scope).Where(entry => request.Since is null || entry.Number > request.Since)]);
        List<ExpectationResultResource> verdicts = [.. request.Expectations!.Select(expectation => verifier.Verify(expectation!))];
        return verdicts.TrueForAll(verdict => verdict.Met)
            ? TypedResults.Ok(new VerificationResource(Met: true, verdicts))
            : TypedResults.Conflict(new VerificationResource(Met: false, verdicts));
    }
}

/// <param name="Expectation">As it was asked.</param>
/// <param name="Found">How many exchanges are like it; of an order, how many of its steps were found.</param>
/// <param name="Difference">What came instead; null when it is met.</param>
internal sealed record ExpectationResultResource(bool Met, Expectation Expectation, int Found, string? Difference);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(VerificationResource))]
[JsonSerializable(typeof(PrivilegeResource))]
internal sealed partial class VerificationJson : JsonSerializerContext
{
    public static VerificationJson Wire { get; } = new(GraphJson.CreateOptions());
}
