using System.Buffers.Text;
using System.Text.Json.Nodes;
using TrustFramework.MockServer.Graph;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Tokens;

/// <summary>Issues valid and invalid tokens: it takes a token of the login service or of a policy, changes it and signs it again.</summary>
internal sealed class TestTokenIssuer(LoginTestTokens logins, PolicyTestTokens policies, TenantRegistry tenants, IRandomSource random, MockServerOptions options)
{
    public async Task<IResult> CreateAsync(Tenant tenant, TestTokenRequest request, HttpContext http)
    {
        var lifetime = Duration.Read(request.Lifetime);
        if (TestTokenRules.Validate(request, lifetime) is { } problem)
            return problem;
        if (request.Policy is { } policyId)
        {
            if (!(await policies.FindAsync(tenant, policyId, request.GetOrigin() ?? RequestOrigin.Get(http.Request))).TryGetValue(out var policy, out problem)
                || !(await policies.IssueAsync(policy, request, http)).TryGetValue(out var token, out problem))
            {
                return problem;
            }

            return await ChangeAsync(tenant, request, lifetime, token, claims => policies.SignAsync(policy, claims));
        }

        if (!await tenants.HasCapacityAsync(tenant))
            return new RefusalResult(new Refusal.TooManyTenants(options.MaxTenants));
        await tenant.SaveRequestedDomainAsync();
        return await ChangeAsync(tenant, request, lifetime, await logins.IssueAsync(tenant, request), async claims => await logins.SignAsync(tenant, claims));
    }

    private async Task<IResult> ChangeAsync(Tenant tenant, TestTokenRequest request, TimeSpan? lifetime, string original, Func<string, ValueTask<Result<string, ControlProblem>>> signAsync)
    {
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(original.Split('.')[1]))!.AsObject();
        var now = (await tenant.GetUtcNowAsync()).ToUnixTimeSeconds();
        if (lifetime is { } duration)
            claims["exp"] = now + (long)duration.TotalSeconds;
        TokenEditor.ApplyDefect(request.Wrong, claims, now, tenant.Id);
        if (!TokenEditor.TryMergeClaims(request.Claims, claims))
            return ControlProblem.BadRequest("The claims cannot be written into a token: a name is there twice, or a text contains a lone surrogate.");

        if (!(await SignAsync(request.Wrong, claims.ToJsonString(), signAsync)).TryGetValue(out var token, out var problem))
            return problem;
        return TypedResults.Ok(new TestTokenResource
        {
            AccessToken = token,
            ExpiresIn = claims["exp"] is JsonValue expiry && expiry.TryGetValue<long>(out var expires) ? expires - now : null,
            Claims = claims,
        });
    }

    private async ValueTask<Result<string, ControlProblem>> SignAsync(TokenDefect? defect, string claims, Func<string, ValueTask<Result<string, ControlProblem>>> signAsync) => defect switch
    {
        TokenDefect.Key => TokenEditor.SignWithOtherKey(claims, random),
        TokenDefect.Signature => (await signAsync(claims)).Map(TokenEditor.BreakSignature),
        _ => await signAsync(claims),
    };
}
