using System.Text;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity;

/// <summary>
/// The token endpoint, as far as a strict-mode token needs it: client credentials, any client, any secret. The other grants
/// and the documents around them are refused by name. conventions 5.
/// </summary>
internal static class TokenEndpoint
{
    private const string DefaultScope = "/.default";

    public static void MapTokenEndpoint(this IEndpointRouteBuilder routes) =>
        routes.Map("/{tenant}/oauth2/v2.0/token", Issue)
            .WithMetadata(new OutsideGraph())
            .ExcludeFromDescription();

    private static async Task<IResult> Issue(
        string tenant, HttpContext context, TenantRegistry tenants, AccessTokens tokens, MockServerOptions options)
    {
        context.Response.Headers.CacheControl = "no-store, no-cache";
        context.Response.Headers.Pragma = "no-cache";
        if (!HttpMethods.IsPost(context.Request.Method))
            return Refuse("invalid_request", 900561, $"The endpoint only accepts POST requests. Received a {context.Request.Method} request.");
        if (!context.Request.HasFormContentType || await ReadFormAsync(context) is not { } form)
            return Refuse("invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.");
        var home = tenant is "common" or "organizations" ? tenants.Default : await tenants.FindAsync(tenant);
        if (home is null)
        {
            return Refuse(
                "invalid_request", 900023, $"Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.");
        }

        var client = ClientOf(context.Request, form);
        if (Judge(form, client) is { } refused)
            return refused;
        var roles = PermissionList.Names(options.ClientRoles.TryGetValue(client.Id!, out var own) ? own : options.DefaultClientRoles);
        var seconds = (int)AccessTokens.Lifetime.TotalSeconds;
        return TypedResults.Json(
            new TokenResource
            {
                ExpiresIn = seconds,
                ExtExpiresIn = seconds,
                AccessToken = tokens.ForApplication(home.Id, client.Id!, roles),
            },
            IdentityJson.Wire.TokenResource,
            "application/json; charset=utf-8");
    }

    private static OAuthError? Judge(IFormCollection form, Client client)
    {
        var grant = form["grant_type"].ToString();
        var scope = form["scope"].ToString();
        return 0 switch
        {
            _ when grant.Length == 0 =>
                Refuse("invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'."),
            _ when grant != "client_credentials" =>
                Refuse("unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'."),
            _ when string.IsNullOrEmpty(client.Id) =>
                Refuse("invalid_request", 900144, "The request body must contain the following parameter: 'client_id'."),
            _ when !client.HasCredential => new OAuthError(
                StatusCodes.Status401Unauthorized, "invalid_client", 7000218,
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
            _ when scope.Length == 0 =>
                Refuse("invalid_request", 900144, "The request body must contain the following parameter: 'scope'."),
            _ when !scope.EndsWith(DefaultScope, StringComparison.OrdinalIgnoreCase) || scope.Contains(' ', StringComparison.Ordinal) =>
                Refuse("invalid_scope", 1002012, $"The provided value for scope {scope} is not valid. Client credential flows must have a "
                    + "scope value with /.default suffixed to the resource identifier (application ID URI)."),
            _ => null,
        };
    }

    private static OAuthError Refuse(string error, int code, string text) => new(StatusCodes.Status400BadRequest, error, code, text);

    private static async ValueTask<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null; // a form that breaks the framework's own bounds
        }
    }

    private readonly record struct Client(string? Id, bool HasCredential);

    /// <summary>In the body, by Basic, or both at once: conventions 5.1 [E]. The secret is not kept.</summary>
    private static Client ClientOf(HttpRequest request, IFormCollection form)
    {
        var inBody = new Client(form["client_id"], form["client_secret"].ToString().Length + form["client_assertion"].ToString().Length > 0);
        var basic = BasicClient(request.Headers.Authorization.ToString());
        return new Client(string.IsNullOrEmpty(inBody.Id) ? basic.Id : inBody.Id, inBody.HasCredential || basic.HasCredential);
    }

    private static Client BasicClient(string header)
    {
        const string Scheme = "Basic ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return default;
        var encoded = header[Scheme.Length..].Trim();
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return default;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return new Client(Uri.UnescapeDataString(pair[0]), pair.Length == 2 && pair[1].Length > 0);
    }
}

/// <summary>Route metadata: this endpoint has manners of its own.</summary>
internal sealed class OutsideGraph;
