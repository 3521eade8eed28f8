using System.Net;

namespace TrustFramework.MockServer.Testing;

/// <summary>The server or its control plane refused a request, or an expected request did not arrive. The message explains the failed test.</summary>
public sealed class MockServerException : Exception
{
    public MockServerException()
    {
    }

    public MockServerException(string message)
        : base(message)
    {
    }

    public MockServerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Null when the error does not come from a response.</summary>
    public HttpStatusCode? StatusCode { get; private init; }

    /// <summary>The problem details of the control plane; null when the response had none.</summary>
    public ControlProblem? Problem { get; private init; }

    internal static MockServerException From(HttpRequestMessage request, HttpStatusCode status, ControlProblem? problem, string text) =>
        new($"{request.Method} {request.RequestUri?.PathAndQuery} returned {(int)status}: {problem?.Detail ?? text}")
        {
            StatusCode = status,
            Problem = problem,
        };
}

/// <summary>Problem details: RFC 9457.</summary>
public sealed record ControlProblem
{
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What is wrong, and what to write instead.</summary>
    public required string Detail { get; init; }

    /// <summary>For a policy that cannot be merged, the base policy that is missing.</summary>
    public string? MissingPolicy { get; init; }
}
