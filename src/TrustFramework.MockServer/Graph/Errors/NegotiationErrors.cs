using static TrustFramework.MockServer.Graph.Errors.ErrorLayer;
using static TrustFramework.PolicyXml.Provenance;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Errors of methods, media types and encodings: conventions 1.3.</summary>
internal static class NegotiationErrors
{
    public static readonly GraphErrorDefinition MethodNotAllowed = new(
        nameof(MethodNotAllowed), 405, Documented, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.",
        Documented, "conventions 1.3, 3", Gateway);
    public static readonly GraphErrorDefinition NotAcceptable = new(
        nameof(NotAcceptable), 406, Documented, "NotAcceptable", "The requested media type '{0}' is not supported. Answers are application/json.",
        Inferred, "conventions 1.3", Gateway,
        "text/html");
    public static readonly GraphErrorDefinition EncodingNotSupported = new(
        nameof(EncodingNotSupported), 415, Documented, "UnsupportedMediaType", "The content encoding '{0}' is not supported.",
        Inferred, "conventions 1.3", Gateway,
        "zstd");
    public static readonly GraphErrorDefinition BodyNotDecoded = new(
        nameof(BodyNotDecoded), 400, Inferred, "BadRequest", "The request body could not be decoded as '{0}'.", Inferred, "conventions 1.3", Gateway,
        "gzip");

    public static IReadOnlyList<GraphErrorDefinition> All { get; } = [MethodNotAllowed, NotAcceptable, EncodingNotSupported, BodyNotDecoded];
}
