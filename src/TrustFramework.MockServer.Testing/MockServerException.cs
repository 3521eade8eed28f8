using System.Net;

namespace TrustFramework.MockServer.Testing;

/// <summary>What was asked of the server, or of its control plane, was refused, or did not come to pass. The message is for whoever reads the failed test.</summary>
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

    /// <summary>Null when no answer was concerned.</summary>
    public HttpStatusCode? StatusCode { get; private init; }

    /// <summary>The control plane's own words; null when it had none.</summary>
    public ControlProblem? Problem { get; private init; }

    internal static MockServerException From(HttpRequestMessage request, HttpStatusCode status, ControlProblem? problem, string text) =>
        new($"{request.Method} {request.RequestUri?.PathAndQuery} was answered {(int)status}: {problem?.Detail ?? text}")
        {
            StatusCode = status,
            Problem = problem,
        };
}

/// <summary>A refusal as RFC 9457 has it.</summary>
public sealed record ControlProblem
{
    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What is wrong, and what to write instead.</summary>
    public required string Detail { get; init; }

    /// <summary>Of a policy that cannot be shown: the base policy that is not there.</summary>
    public string? MissingPolicy { get; init; }
}
