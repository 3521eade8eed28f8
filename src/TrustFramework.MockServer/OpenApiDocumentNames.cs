namespace TrustFramework.MockServer;

/// <summary>The names of the OpenAPI documents. Routes select their document by endpoint group; those without a group are Graph's.</summary>
internal static class OpenApiDocumentNames
{
    public const string Graph = "v1";

    /// <summary>The operations under /_mock.</summary>
    public const string ControlPlane = "control";

    /// <summary>The endpoints of policies.</summary>
    public const string SignIn = "signin";

    public static readonly IReadOnlyList<string> All = [Graph, ControlPlane, SignIn];
}
