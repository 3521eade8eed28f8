using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Login;
using TrustFramework.MockServer.SignIn;

namespace TrustFramework.MockServer.Control;

/// <summary>The names by which rules and expectations select operations. An unknown name would select nothing, and a test would pass that should fail.</summary>
internal sealed class KnownOperations(IEnumerable<EndpointDataSource> sources)
{
    /// <summary>The name of all operations of the login service.</summary>
    public const string Login = "Login";

    /// <summary>The name of all operations of policies.</summary>
    public const string SignIn = "SignIn";

    /// <summary>The route prefix of the login service, which the names of its operations omit.</summary>
    private const string LoginRoutePrefix = "/{tenant}/";

    private readonly Lazy<HashSet<string>> _names = new(() => sources.SelectMany(source => source.Endpoints).SelectMany(GetNames).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Returns null for a known operation, or for null.</summary>
    public string? GetError(string? operation) => operation is null || _names.Value.Contains(operation)
        ? null
        : $"The operation '{operation}' is unknown. Use the number of an operation on the fidelity page, such as P4, its operationId, the path of a login endpoint, such as oauth2/v2.0/token, {Login} for all login endpoints, the operation of a policy, such as SignIn/token, or {SignIn} for all of them.";

    /// <summary>Returns whether the endpoint of a request has the name.</summary>
    public static bool IsNamed(Endpoint? endpoint, string operation) => endpoint is not null && GetNames(endpoint).Contains(operation, StringComparer.OrdinalIgnoreCase);

    /// <summary>The path of an endpoint of the login service without the tenant; null for other endpoints.</summary>
    public static string? GetLoginPath(Endpoint? endpoint) =>
        (endpoint as RouteEndpoint)?.RoutePattern.RawText is { } path && path.StartsWith(LoginRoutePrefix, StringComparison.Ordinal) ? path[LoginRoutePrefix.Length..] : null;

    /// <summary>The name of an endpoint of a policy; null for other endpoints.</summary>
    public static string? GetSignInOperation(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<SignInEndpointMetadata>() is { Operation: var name } ? $"{SignIn}/{name}" : null;

    /// <summary>The name of an endpoint in the OpenAPI document.</summary>
    public static string? GetOperationId(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    /// <summary>Only these endpoints can be hit by a fault and have an operation in the journal.</summary>
    private static IEnumerable<string> GetNames(Endpoint endpoint)
    {
        var operation = endpoint.Metadata.GetMetadata<Operation>();
        string?[] names = operation is not null ? [operation.Id, operation.Name, GetOperationId(endpoint)]
            : endpoint.Metadata.GetMetadata<LoginEndpointMetadata>() is not null ? [Login, GetLoginPath(endpoint)]
            : endpoint.Metadata.GetMetadata<SignInEndpointMetadata>() is not null ? [SignIn, GetSignInOperation(endpoint)]
            : [];
        return names.OfType<string>();
    }
}
