using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.Engine.Claims;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.OpenApi;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Tokens;

/// <summary>Executes the policy's UserInfo journey with the claims of the bearer token: runtime 4.4 [D].</summary>
internal static class PolicyUserInfoEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    private static readonly SignInEndpointMetadata Metadata = new("userinfo")
    {
        Authentication = SignInAuthentication.Token,
        Responses =
        [
            SignInResponse.Json("The input claims of the technical profile that ends the UserInfo journey."),
            SignInResponse.Unauthorized("The token is missing, expired, or not issued by the policy."),
            SignInResponse.NotFound("The policy has no UserInfo endpoint."),
        ],
        PageErrors = PolicyErrorCatalog.FindBySource("address"),
        JsonErrors = [PolicyErrorCatalog.RequestFailed, PolicyErrorCatalog.Custom],
    };

    public static void Map(IEndpointRouteBuilder policy) => policy.MapMethods("/openid/v2.0/userinfo", Methods, InvokeAsync)
        .WithMetadata(Metadata, new NonGraphEndpointMetadata("the claims of the UserInfo journey, for policies that have one", Provenance.Documented))
        .RequireCors(SignInCors.PolicyName);

    private static async Task<IResult> InvokeAsync(HttpContext http, SignInRequestContext context, PolicyTokens tokens, GrantJourneys journeys)
    {
        if (!context.Tenant.TryGetValue(out var tenant, out var error))
            return context.CreateErrorPage(error);
        if (tenant.RelyingParty.UserInfoJourneyId is not { } journey)
            return TypedResults.NotFound();
        if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header) || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is not { } token || await tokens.ValidateAsync(tenant, token) is not { } jwt || !IsAudienceAllowed(tenant, journey, jwt))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return TypedResults.Unauthorized();
        }

        var request = JourneyContexts.CreateRequest(http, context.CorrelationId, http.Request.Query) with { BearerClaims = ReadClaims(jwt) };
        return (await journeys.RunAsync(tenant, request, journey, JourneyErrors.Describe)).TryGetValue(out var claims, out error)
            ? TypedResults.Text(Format(claims), "application/json", Encoding.UTF8)
            : context.CreateErrorResult(error);
    }

    /// <summary>The authorization profile of the journey can list the audiences of its tokens, as a JSON array.</summary>
    private static bool IsAudienceAllowed(SignInTenant tenant, string journeyId, JsonWebToken token)
    {
        var policy = tenant.RelyingParty.Policy;
        if (policy.UserJourneys.Find(journeyId) is not { } journey
            || policy.FindTechnicalProfile(policy.GetJourney(journey).AuthorizationProfileId)?.FindMetadataValue("audience") is not { } audiences)
        {
            return true;
        }

        return token.Audiences.Any(audience => audiences.Contains($"\"{audience}\"", StringComparison.OrdinalIgnoreCase));
    }

    private static ClaimsBag ReadClaims(JsonWebToken token) => token.Claims.GroupBy(claim => claim.Type, StringComparer.Ordinal).Aggregate(
        ClaimsBag.Empty,
        (claims, values) => claims.With(values.Key, values.ToList() is [var single] ? new ClaimValue.TextValue(single.Value) : new ClaimValue.CollectionValue([.. values.Select(value => value.Value)])));

    private static string Format(ClaimsBag claims)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in claims.All.Where(claim => !claim.Value.IsEmpty))
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
