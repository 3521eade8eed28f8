namespace TrustFramework.MockServer.Login.Errors;

/// <summary>The body of an error response: conventions 5.2 [D]. msal-node reads every member.</summary>
internal sealed record LoginErrorResource
{
    public required string Error { get; init; }

    public required string ErrorDescription { get; init; }

    public required IReadOnlyList<int> ErrorCodes { get; init; }

    public required string Timestamp { get; init; }

    public required string TraceId { get; init; }

    public required string CorrelationId { get; init; }

    public required string ErrorUri { get; init; }

    public string? Suberror { get; init; }
}
