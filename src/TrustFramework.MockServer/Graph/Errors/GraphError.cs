using System.Globalization;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>The layer of the service that returns an error. The error body shows it: conventions 1.2, clients 2.1 [O].</summary>
internal enum ErrorLayer
{
    /// <summary>The Graph gateway: generic codes, no <c>correlationId</c>.</summary>
    Gateway,

    /// <summary>The B2C service behind it: AADB2C codes, and a <c>correlationId</c>.</summary>
    Backend,
}

/// <summary>An error that the server can return.</summary>
/// <param name="Name">The name on the fidelity page and in tests.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="StatusProvenance">Separate, because sources often quote a message without its status.</param>
/// <param name="Code"><c>error.code</c>; clients compare it case-sensitively.</param>
/// <param name="MessageFormat"><c>error.message</c> as a composite format string.</param>
/// <param name="MessageProvenance">The provenance of code and message.</param>
/// <param name="Source">The section of the specification, or the public source.</param>
/// <param name="SampleValues">Values for the format items, for the examples in the OpenAPI document.</param>
internal sealed record GraphErrorDefinition(
    string Name,
    int Status,
    Provenance StatusProvenance,
    string Code,
    string MessageFormat,
    Provenance MessageProvenance,
    string Source,
    ErrorLayer Layer,
    params IReadOnlyList<object> SampleValues)
{
    public GraphError CreateError(params ReadOnlySpan<object?> values) => new(this, string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(MessageFormat), values));
}

/// <summary>An error response.</summary>
/// <param name="Message">The formatted message.</param>
internal sealed record GraphError(GraphErrorDefinition Definition, string Message)
{
    /// <summary>How to fix the request. It is written only to the log and the journal.</summary>
    public string? Hint { get; init; }

    /// <summary>The message in the log, where it differs from <see cref="Message"/>; otherwise null.</summary>
    public string? LogMessage { get; init; }

    /// <summary>Whether the response needs a <c>WWW-Authenticate</c> challenge.</summary>
    public bool RequiresChallenge => Definition.Status == StatusCodes.Status401Unauthorized;
}
