using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.OpenApi;

namespace TrustFramework.MockServer.SignIn;

/// <summary>Route metadata: an endpoint of a policy. Interception serves it under {tenant}.b2clogin.com and the login hosts.</summary>
/// <param name="Operation">The name in faults and in the journal.</param>
internal sealed record SignInEndpointMetadata(string Operation)
{
    /// <summary>Query parameters of a GET, form fields of a POST.</summary>
    public IReadOnlyList<SignInParameter> Parameters { get; init; } = [];

    /// <summary>The responses of requests that succeed.</summary>
    public required IReadOnlyList<SignInResponse> Responses { get; init; }

    /// <summary>How the client authenticates; null for an endpoint without authentication.</summary>
    public SignInAuthentication? Authentication { get; init; }

    /// <summary>The errors that are shown as a page.</summary>
    public IReadOnlyList<PolicyErrorDefinition> PageErrors { get; init; } = [];

    /// <summary>The errors that the application receives at its redirect URI.</summary>
    public IReadOnlyList<PolicyErrorDefinition> RedirectErrors { get; init; } = [];

    /// <summary>The errors whose response is JSON.</summary>
    public IReadOnlyList<PolicyErrorDefinition> JsonErrors { get; init; } = [];
}
