using System.Text.Json.Serialization;
using TrustFramework.MockServer.Control.Journal;
using TrustFramework.MockServer.Graph;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>The result of a verification.</summary>
internal sealed record VerificationResource(bool Met, IReadOnlyList<ExpectationResultResource> Expectations)
{
    /// <summary>Returns 200 when all expectations are met, otherwise 409.</summary>
    public static async Task<IResult> CreateResultAsync(VerificationRequest request, RequestJournal journal, TenantId scope, CancellationToken cancellationToken)
    {
        var verifier = new ExpectationVerifier(await journal.ReadAsync(scope, cancellationToken).Where(entry => request.Since is null || entry.Number > request.Since).ToListAsync(cancellationToken));
        List<ExpectationResultResource> results = [.. request.Expectations!.Select(expectation => verifier.Verify(expectation!))];
        return results.TrueForAll(result => result.Met)
            ? TypedResults.Ok(new VerificationResource(Met: true, results))
            : TypedResults.Conflict(new VerificationResource(Met: false, results));
    }
}

/// <param name="Expectation">The expectation from the request.</param>
/// <param name="Found">The number of matching entries. For an order, the number of steps found.</param>
/// <param name="Difference">Describes what happened instead; null when the expectation is met.</param>
internal sealed record ExpectationResultResource(bool Met, Expectation Expectation, int Found, string? Difference);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(VerificationResource))]
[JsonSerializable(typeof(PrivilegeResource))]
internal sealed partial class VerificationJson : JsonSerializerContext
{
    public static VerificationJson Wire { get; } = new(GraphJson.CreateOptions());
}
