using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.OpenApi;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Tokens;

/// <summary>Returns the claims of the bearer token, until the UserInfo journey is executed: runtime 4.4.</summary>
internal static class PolicyUserInfoEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    private static readonly SignInEndpointMetadata Metadata = new("userinfo")
    {
        Authentication = SignInAuthentication.Token,
        Responses =
        [
            SignInResponse.Json("The claims of the token that describe the user."),
            SignInResponse.Unauthorized("The token is missing, expired, or not issued by the policy."),
            SignInResponse.NotFound("The policy has no UserInfo endpoint."),
        ],
        PageErrors = PolicyErrorCatalog.FindBySource("address"),
    };

    /// <summary>Claims about the token, not about the user.</summary>
    private static readonly HashSet<string> ProtocolClaims = new(["exp", "nbf", "ver", "iss", "aud", "acr", "nonce", "iat", "auth_time", "c_hash", "at_hash", "azp", "scp", "tfp"], StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder policy) => policy.MapMethods("/openid/v2.0/userinfo", Methods, InvokeAsync)
        .WithMetadata(Metadata, new NonGraphEndpointMetadata("the claims of the bearer token, for policies with a UserInfo endpoint", Provenance.Documented))
        .RequireCors(SignInCors.PolicyName);

    private static async Task<IResult> InvokeAsync(HttpContext http, SignInRequestContext context, PolicyTokens tokens)
    {
        if (!context.Tenant.TryGetValue(out var tenant, out var error))
            return context.CreateErrorPage(error);
        if (!tenant.RelyingParty.HasUserInfo)
            return TypedResults.NotFound();
        if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header) || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is not { } token || await tokens.ValidateAsync(tenant, token) is not { } jwt)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return TypedResults.Unauthorized();
        }

        return TypedResults.Text(Filter(jwt), "application/json", System.Text.Encoding.UTF8);
    }

    private static string Filter(JsonWebToken token)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload));
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var claim in payload.RootElement.EnumerateObject().Where(claim => !ProtocolClaims.Contains(claim.Name)))
                claim.WriteTo(json);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
