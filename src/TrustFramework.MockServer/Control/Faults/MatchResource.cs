using System.IO.Enumeration;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Control.Faults;

/// <summary>Which requests a rule applies to. All members must match; omitted members match anything.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MatchResource
{
    private const int MaxTextLength = 256;

    /// <summary>
    /// The operation's number on the fidelity page, such as <c>P4</c>, its <c>operationId</c>, the path of a login endpoint, or <c>Login</c> for
    /// all login endpoints.
    /// </summary>
    public string? Operation { get; init; }

    public string? Method { get; init; }

    /// <summary><c>*</c> is any number of characters: <c>/beta/trustFramework/policies/*</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The client id in the token.</summary>
    public string? Client { get; init; }

    public bool IsValid() => new[] { Operation, Method, Path, Client }.All(text => text?.Length is not (0 or > MaxTextLength));

    public bool Matches(FaultTarget target)
    {
        var request = target.Context.Request;
        return (Method is null || Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
            && (Client is null || Client.Equals(target.Client, StringComparison.OrdinalIgnoreCase))
            && (Path is null || FileSystemName.MatchesSimpleExpression(Path, request.Path.Value, ignoreCase: true))
            && (Operation is null || KnownOperations.IsNamed(target.Context.GetEndpoint(), Operation));
    }
}
