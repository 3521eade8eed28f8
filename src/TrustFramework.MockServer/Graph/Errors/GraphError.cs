using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Who says no. The layer shows in the envelope: conventions 1.2, clients 2.1 [O].</summary>
internal enum ErrorLayer
{
    /// <summary>The Graph gateway: generic codes, no <c>correlationId</c>.</summary>
    Gateway,

    /// <summary>The B2C service behind it: AADB2C codes, and a <c>correlationId</c>.</summary>
    Backend,
}

/// <summary>One error the server can give.</summary>
/// <param name="Name">Ours; how the pages and the tests call it.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="StatusProvenance">Sources often give a text without its status.</param>
/// <param name="Code"><c>error.code</c>; clients compare it case-sensitively.</param>
/// <param name="MessageFormat"><c>error.message</c> with <c>{0}</c>… in it.</param>
/// <param name="MessageProvenance">Of code and text.</param>
/// <param name="Source">Where in the specification it stands.</param>
/// <param name="Layer">Who says it.</param>
/// <param name="SampleValues">Values for the places in the text, for the OpenAPI document's examples.</param>
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
    /// <summary>The error with its names filled in.</summary>
    public GraphError CreateError(params ReadOnlySpan<object?> values) => new(this, string.Format(null, System.Text.CompositeFormat.Parse(MessageFormat), values));
}

/// <summary>An error ready to be sent.</summary>
/// <param name="Message">Complete, as the client will read it.</param>
internal sealed record GraphError(GraphErrorDefinition Definition, string Message)
{
    /// <summary>For the log alone: what the caller can do about it.</summary>
    public string? Hint { get; init; }

    /// <summary>True when the answer must carry the <c>WWW-Authenticate</c> challenge.</summary>
    public bool RequiresChallenge => Definition.Status == StatusCodes.Status401Unauthorized;
}
